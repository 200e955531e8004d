import { describe, expect, it } from 'vitest';
import type { Series, SeriesColumns } from '../../../api';
import { before, columnsOf, greatest, roundedUp, roundly, valueAt } from './derive';
import { LINES, linesOf } from './lines';
import { sayOf } from './say';

const columns = (index: number[], values: number[]): SeriesColumns => ({
    unit: 'bytes',
    index,
    min: values.map((value) => value / 2),
    max: values.map((value) => value * 2),
    last: values,
    count: values.map(() => 1),
    sum: values,
});

const series = (offsetNanos: number, bucketNanos: number, named: Record<string, SeriesColumns>): Series => ({
    from: '',
    offsetNanos,
    bucketNanos,
    buckets: 8,
    exact: true,
    series: named,
    notes: [],
});

const line = (id: string) => LINES.find((each) => each.id === id) ?? expect.unreachable();

describe('what a plot draws', () => {
    it('is a rate that does not depend on how finely it was read', () => {
        const fine = series(0, 1e6, { sent: columns([0, 1], [1000, 3000]) });
        const coarse = series(0, 2e6, { sent: columns([0], [4000]) });
        expect(columnsOf(fine, line('sent'), 'rate', undefined)?.max).toEqual([1e6, 3e6]);
        expect(columnsOf(coarse, line('sent'), 'rate', undefined)?.max).toEqual([2e6]);
    });

    it('adds up from the beginning of the connection, not of what was read', () => {
        const overview = series(0, 100, { sent: columns([0, 2], [50, 10]) });
        const piece = series(200, 10, { sent: columns([0, 5], [4, 6]) });
        expect(columnsOf(piece, line('sent'), 'cumulative', overview)?.last).toEqual([54, 60]);
        expect(columnsOf(piece, line('sent'), 'cumulative', overview)?.min).toEqual([50, 54]);
        expect(before(series(250, 10, {}), 'sent', overview)).toBe(55);
    });

    it('leaves alone what holds until the next', () => {
        const piece = series(0, 10, { cwnd: columns([0], [7]) });
        expect(columnsOf(piece, line('cwnd'), 'cumulative', undefined)?.last).toEqual([7]);
    });

    it('says what holds at a moment, and nothing where nothing is known', () => {
        const piece = series(0, 10, { cwnd: columns([2, 5], [100, 80]) });
        const parts = [{ from: 0, to: 80, series: piece }];
        const cwnd = (at: number, holds = true) => valueAt(parts, at, holds, (each) => each.series['cwnd']);
        expect(cwnd(5)).toBeUndefined();
        expect(cwnd(25)).toEqual({ least: 50, most: 200, last: 100 });
        expect(cwnd(45)).toEqual({ least: 100, most: 100, last: 100 });
        expect(cwnd(45, false)).toBeUndefined();
        expect(cwnd(90)).toBeUndefined();
    });

    it('is as high as the greatest in sight, also where that was before what is shown and still holds', () => {
        const piece = series(0, 10, { cwnd: columns([0, 5, 9], [100, 10, 1000]) });
        expect(greatest([{ from: 20, to: 80, series: piece }], (each) => each.series['cwnd'])).toBe(100);
        expect(greatest([{ from: 60, to: 80, series: piece }], (each) => each.series['cwnd'])).toBe(10);
    });

    it('has an axis of round figures', () => {
        expect(['25.0 kB', '2.50 MB/s', '100 kB', '1.25 ms', '5 B', '10 B'].map(roundly)).toEqual([
            '25 kB',
            '2.5 MB/s',
            '100 kB',
            '1.25 ms',
            '5 B',
            '10 B',
        ]);
    });

    it('has a scale that rests', () => {
        expect([0, 1, 97, 118, 1300, 98_500].map(roundedUp)).toEqual([1, 1.2, 100, 150, 1500, 120_000]);
    });
});

describe('the unit of the data', () => {
    it('is bytes or packets, each with lines of its own, and leaves the other lanes as they are', () => {
        const ids = (unit: 'bytes' | 'packets') => linesOf('data', 'rate', unit).map(({ id }) => id);
        expect(ids('bytes')).toContain('sent');
        expect(ids('packets')).toEqual(['sentPackets', 'lostPackets', 'receivedPackets']);
        expect(linesOf('window', 'rate', 'packets')).toEqual(linesOf('window', 'rate', 'bytes'));
    });

    it('adds packets up as it does bytes', () => {
        const of = series(0, 1e6, { sentPackets: columns([0, 1], [1, 3]) });
        expect(columnsOf(of, line('sentPackets'), 'rate', undefined)?.last).toEqual([1000, 3000]);
        expect(columnsOf(of, line('sentPackets'), 'cumulative', of)?.last).toEqual([1, 4]);
    });

    it('is said as counts, less than one too', () => {
        expect([0.25, 4, 1234.4].map(sayOf('data', 'packets'))).toEqual(['0.3', '4', '1,234']);
        expect(sayOf('window', 'packets')(1200)).toBe('1.20 kB');
    });
});
