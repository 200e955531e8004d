import { expect, test } from 'vitest';
import type { Verdict } from '../../api';
import { momentsOf, percent, sharesOf, strip } from './shares';

const span = (from: number, to: number) => ({ fromOffsetNanos: from, toOffsetNanos: to, otherNanos: 0, cause: null });

const VERDICT: Verdict = {
    wholeNanos: 1000,
    complete: true,
    shares: [
        { kind: 'ack', nanos: 100, share: 0.1, spans: [span(900, 1000)], spansLeftOut: 0 },
        { kind: 'server', nanos: 300, share: 0.3, spans: [span(0, 200), span(600, 700)], spansLeftOut: 0 },
        { kind: 'cwnd', nanos: 600, share: 0.6, spans: [span(200, 600), span(700, 850)], spansLeftOut: 3 },
    ],
    notes: [],
};

test('shares stand in the order of their kinds, each with the search that finds it', () => {
    expect(sharesOf(VERDICT).map((share) => [share.kind, share.percent, share.query])).toEqual([
        ['server', '30.0%', 'verdict.server > 25%'],
        ['cwnd', '60.0%', 'verdict.cwnd > 50%'],
        ['ack', '10.0%', 'verdict.ack > 5%'],
    ]);
});

test('percent says neither nothing of something nor all of less', () => {
    expect([0, 0.0001, 0.5, 0.9999, 1].map(percent)).toEqual(['0.0%', '< 0.1%', '50.0%', '> 99.9%', '100%']);
});

test('spans of all kinds stand in the order of time', () => {
    expect(momentsOf(VERDICT).map((moment) => [moment.fromOffsetNanos, moment.kind])).toEqual([
        [0, 'server'],
        [200, 'cwnd'],
        [600, 'server'],
        [700, 'cwnd'],
        [900, 'ack'],
    ]);
});

test('the strip begins where the first span does, if that is before the request', () => {
    expect(strip(VERDICT, momentsOf(VERDICT))).toEqual({ from: 0, length: 1000 });
    expect(strip(VERDICT, [{ ...span(-50, 0), kind: 'unknown', name: '' }])).toEqual({ from: -50, length: 1000 });
});
