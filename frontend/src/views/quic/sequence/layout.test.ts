import { describe, expect, it } from 'vitest';
import type { Packet } from '../../../api';
import { acksAmong, flightsOf, instantsOf } from './flight';
import { type Arrow, arrowAt, arrowsOf, distance, labelsOf, placeOf, type Vantage, type View, yOf } from './layout';
import { ack, acked, packet } from './made';
import { scaleOf } from './scale';
import { placed } from './scene';

const MS = 1e6;
const view: View = { fromPlace: 0, toPlace: 100 * MS, height: 1000, clientX: 100, serverX: 500 };

function laidOut(packets: readonly Packet[], in_ = view, vantage: Vantage = 'server'): Arrow[] {
    const flights = flightsOf(packets, acksAmong(packets), 0);
    const scale = scaleOf(instantsOf(flights), { kind: 'time', idleNanos: 1e9 });
    return arrowsOf(packets, placed(packets, flights, scale), in_, vantage);
}

describe('arrows', () => {
    it('go from the server that sent, down to where half a round trip later is', () => {
        const [arrow] = laidOut([acked(1, 10 * MS, 40 * MS)]);
        expect(arrow).toMatchObject({ x1: 500, y1: 100, x2: 100, y2: 300, seenX: 500, seenY: 100, lost: false });
    });

    it('come to the server from where half a round trip earlier is', () => {
        const arrows = laidOut([acked(1, 10 * MS, 40 * MS), ack(1, 50 * MS)]);
        expect(arrows[1]).toMatchObject({ x1: 100, y1: 300, x2: 500, y2: 500, seenY: 500, family: 'ack' });
    });

    it('begin at the client where it is the client’s capture', () => {
        expect(laidOut([acked(1, 10 * MS, 40 * MS)], view, 'client')[0]).toMatchObject({ x1: 100, y1: 100, x2: 500 });
    });

    it('end half way where the packet was lost', () => {
        const lost = packet({ number: 2, offsetNanos: 10 * MS + 1, fate: 'lost', trigger: 'time' });
        expect(laidOut([acked(1, 10 * MS, 40 * MS), lost])[1]).toMatchObject({
            x2: 300,
            y2: expect.closeTo(200, 3),
            lost: true,
        });
    });

    it('are those of which some part is in sight, no others', () => {
        const at = [0, 30, 45, 60, 99, 140].map((ms, number) => acked(number, ms * MS, 20 * MS));
        const window = { ...view, fromPlace: 50 * MS, toPlace: 95 * MS };
        expect(laidOut(at, window).map(({ index }) => index)).toEqual([2, 3]);
    });

    it('do not cross where packets of one way keep their order', () => {
        const packets = Array.from({ length: 200 }, (_, i) => acked(i, i * i * 1e4, 30 * MS + (i % 3) * MS));
        const arrows = laidOut(packets, { ...view, toPlace: 500 * MS });
        for (let i = 1; i < arrows.length; i++) {
            const [before, now] = [arrows[i - 1], arrows[i]];
            expect((now?.y1 ?? 0) - (before?.y1 ?? 0)).toBeGreaterThan(0);
        }
    });
});

describe('the place of a height', () => {
    it('is the height of the place', () => {
        for (let y = -50; y < 1100; y += 37) expect(yOf(placeOf(y, view), view)).toBeCloseTo(y, 9);
    });
});

const arrow = (y1: number, y2: number, index = 0): Arrow => ({
    index,
    x1: 500,
    y1,
    x2: 100,
    y2,
    seenX: 500,
    seenY: y1,
    family: 'stream',
    lost: false,
    late: false,
    dimmed: false,
});

describe('what is under the pointer', () => {
    it('is as far as geometry says, beyond the tips too', () => {
        const slope = { ...arrow(0, 0), x1: 0, y1: 0, x2: 30, y2: 40 };
        expect(distance(slope, 15, 20)).toBe(0);
        expect(distance(slope, 11, 23)).toBe(5);
        expect(distance(slope, 33, 44)).toBe(5);
        expect(distance({ ...slope, x2: 0, y2: 0 }, 3, 4)).toBe(5);
    });

    it('is the nearest arrow within reach', () => {
        const arrows = [arrow(100, 140, 0), arrow(110, 150, 1), arrow(300, 340, 2)];
        expect(arrowAt(arrows, 300, 121, 6)?.index).toBe(0);
        expect(arrowAt(arrows, 300, 127, 6)?.index).toBe(1);
        expect(arrowAt(arrows, 300, 200, 6)).toBeUndefined();
        expect(arrowAt([arrow(100, 140, 4), arrow(100, 140, 5)], 300, 120, 6)?.index).toBe(5);
    });
});

describe('labels', () => {
    const crowd = Array.from({ length: 120 }, (_, i) => arrow(10 + i * 3.3, 100 + i * 3.3, i));

    it('never cover each other, keep the order, and account for every arrow', () => {
        const labels = labelsOf(crowd, 14, 28, 1000, () => false);
        for (let i = 1; i < labels.length; i++)
            expect((labels[i]?.y ?? 0) - (labels[i - 1]?.y ?? 0)).toBeGreaterThanOrEqual(14);
        expect(labels.every(({ arrow, y }) => y >= arrow.seenY && y - arrow.seenY <= 28)).toBe(true);
        expect(labels.reduce((sum, { more }) => sum + 1 + more, 0)).toBe(crowd.length);
    });

    it('stand at their arrows where there is room', () => {
        const labels = labelsOf([arrow(10, 20), arrow(40, 50)], 14, 28, 1000, () => false);
        expect(labels.map(({ y, more }) => [y, more])).toEqual([
            [10, 0],
            [40, 0],
        ]);
    });

    it('name what is wanted rather than its neighbours', () => {
        const labels = labelsOf(crowd, 14, 0, 1000, ({ index }) => index % 40 === 39);
        const named = labels.map((label) => label.arrow.index);
        expect(named).toEqual(expect.arrayContaining([39, 79, 119]));
    });
});
