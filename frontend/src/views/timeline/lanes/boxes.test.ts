import { describe, expect, it } from 'vitest';
import type { LaneItems } from '../../../api';
import { eachBox, fitted, itemAt, LANE_PIXELS, lineOf, shapeOf } from './boxes';

type Item = [from: number, to: number, count?: number];

const lane = (...list: Item[]): LaneItems => ({
    from: list.map(([from]) => from),
    to: list.map(([, to]) => to),
    count: list.map(([, , count]) => count ?? 1),
    status: list.map(() => 200),
    request: list.map((_, i) => `1/${i}`),
    label: list.map(() => 'GET /'),
});
const SCALE = { from: 0, to: 1000, start: 0, end: 1000 };
const drawn = (items: LaneItems, part = { from: 0, to: 1000 }, bucketNanos = 1) => {
    const found: [number, number, number][] = [];
    eachBox({ items, bucketNanos, until: 900 }, SCALE, part, (i, x, width) => found.push([i, x, width]));
    return found;
};

describe('the items of a lane', () => {
    it('stand on one line where none is at the time of another', () => {
        expect(shapeOf(lane([0, 10], [10, 20], [30, 40])).lines).toBe(1);
    });

    it('stand below one another where they are at one time, and take a line again once it is free', () => {
        const shape = shapeOf(lane([0, 100], [10, 30], [20, 120], [40, 60], [110, 130]));
        expect([...shape.line]).toEqual([0, 1, 2, 1, 0]);
        expect(shape.lines).toBe(3);
    });

    it('are on four lines at most, all of them inside the lane', () => {
        const shape = shapeOf(lane(...Array.from({ length: 20 }, (_, i): Item => [i, 100])));
        expect(shape.lines).toBe(4);
        const last = lineOf(shape, 3);
        expect(last.y + last.height).toBeLessThanOrEqual(LANE_PIXELS);
    });

    it('without an end reach to where the time ends, and keep their line', () => {
        const items = lane([10, -1], [20, 30]);
        expect(drawn(items)).toEqual([
            [0, 10, 890],
            [1, 20, 10],
        ]);
        expect([...shapeOf(items).line]).toEqual([0, 1]);
        expect(drawn(items, { from: 500, to: 600 })).toEqual([[0, 10, 890]]);
    });

    it('that began before what is shown are drawn where they reach into it', () => {
        expect(drawn(lane([0, 500], [5, 10], [450, 460]), { from: 400, to: 1000 }).map(([i]) => i)).toEqual([0, 2]);
    });

    it('are never too small to be seen, and fill their bucket where they stand for many', () => {
        expect(drawn(lane([100, 100]))).toEqual([[0, 100, 2]]);
        expect(drawn(lane([100, 101, 7]), undefined, 10)).toEqual([[0, 100, 8]]);
    });
});

describe('the pointer', () => {
    const of = { items: lane([100, 200], [150, 300], [400, 401]), bucketNanos: 1, until: 900 };

    it('finds what it is on, each on its line', () => {
        expect(itemAt(of, SCALE, 160, 5)).toBe(0);
        expect(itemAt(of, SCALE, 160, 15)).toBe(1);
    });

    it('finds a small one that is close by, and nothing farther off', () => {
        expect(itemAt(of, SCALE, 403, 5)).toBe(2);
        expect(itemAt(of, SCALE, 420, 5)).toBeUndefined();
    });
});

describe('a label', () => {
    it.each([
        ['GET /index.html', 200, 'GET /index.html'],
        ['GET /index.html', 60, 'GET /in…'],
        ['GET /index.html', 20, ''],
    ])('%s within %i pixels is "%s"', (text, width, shown) => {
        expect(fitted(text, width)).toBe(shown);
    });
});
