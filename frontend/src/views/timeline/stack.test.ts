import { describe, expect, it } from 'vitest';
import { STATUS_DRESS } from '../../ui/dress';
import { barsOf, firstFrom, readingAt, roundedUp, stackOf, within } from './stack';

const BUCKETS = { from: 1000, bucketNanos: 100 };
const STACK = stackOf(BUCKETS, [0, 1, 5], { '2xx': [10, 0, 1000], '5xx': [0, 2, 1], '4xx': [0, 0, 0] }, STATUS_DRESS);
const SCALE = { from: 1000, to: 2000, start: 0, end: 100 };

describe('a stack of counts', () => {
    it('has the kinds that happened, what went wrong at the bottom', () => {
        expect(STACK.layers.map(({ dress }) => dress.id)).toEqual(['5xx', '2xx']);
    });

    it('knows the most of a bucket per second', () => {
        expect(STACK.most).toBe(1001 / 100e-9);
    });

    it('draws a bucket on whole pixels, a single error among thousands to be seen', () => {
        const [errors, fine] = barsOf(STACK, SCALE, SCALE, STACK.most, 50, 40);
        expect(errors?.quads).toEqual([10, 48, 10, 2, 50, 48, 10, 2]);
        expect(fine?.quads.slice(0, 4)).toEqual([0, 48, 10, 2]);
    });

    it('reaches the top where the most is, and no higher', () => {
        const quads = barsOf(STACK, SCALE, SCALE, STACK.most, 50, 40).flatMap((bars) => bars.quads);
        for (let i = 0; i < quads.length; i += 4) expect(quads[i + 1]).toBeGreaterThanOrEqual(10);
        expect(quads.at(-3)).toBe(10);
        expect(quads.at(-1)).toBe(38);
    });

    it('draws only what is asked for', () => {
        const [errors] = barsOf(STACK, SCALE, { from: 1000, to: 1200 }, STACK.most, 50, 40);
        expect(errors?.quads.length).toBe(4);
        expect(within(STACK, { from: 1500, to: 1501 })).toEqual({ from: 2, to: 3 });
    });

    it('says what a moment holds, the most usual first, and where nothing is counted nothing', () => {
        expect(readingAt(STACK, 1550)?.map(({ dress, count }) => [dress.id, count])).toEqual([
            ['2xx', 1000],
            ['5xx', 1],
        ]);
        expect(readingAt(STACK, 1300)).toBeUndefined();
    });
});

describe('a search in a list', () => {
    it.each([
        [0, 0],
        [3, 1],
        [5, 2],
        [6, 3],
    ])('finds for %i the place %i', (least, place) => {
        expect(firstFrom([1, 3, 5], least)).toBe(place);
    });
});

describe('a scale', () => {
    it.each([
        [0, 1],
        [0.03, 0.05],
        [1, 1],
        [12, 20],
        [501, 1000],
    ])('for %f reaches to %f', (n, top) => {
        expect(roundedUp(n)).toBeCloseTo(top, 10);
    });
});
