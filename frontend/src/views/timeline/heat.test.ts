import { describe, expect, it } from 'vitest';
import { coarser, heatAt, heatRows, heightOf, latencyScale, latencyTicks, shade } from './heat';

const HEAT = { nanos: [1e3, 1e4, 1e5, 1e6], endNanos: null, index: [0, 0, 3], row: [1, 2, 1], count: [5, 1, 100] };

describe('a heat map of latency', () => {
    it('has rows that end where the next begins, the last where it is told, else by the same step', () => {
        expect(heatRows({ ...HEAT, endNanos: 2e6 }).edges.at(-1)).toBe(2e6);
        expect(heatRows(HEAT)).toEqual({ edges: [1e3, 1e4, 1e5, 1e6, 1e7], most: 100 });
    });

    it('shows one request among thousands', () => {
        expect(shade(0, 1000)).toBe(0);
        expect(shade(1, 1000)).toBeGreaterThan(0.1);
        expect(shade(1000, 1000)).toBe(1);
        expect(shade(1, 1)).toBe(1);
    });

    it('has an axis from the shortest to the longest that came, with the powers of ten between', () => {
        const scale = latencyScale({ heat: HEAT });
        expect(scale).toEqual({ least: 1e4, most: 1e6 });
        expect(latencyTicks(scale)).toEqual([1e4, 1e5, 1e6]);
        expect(heightOf(1e5, scale)).toBeCloseTo(0.5);
        expect(heightOf(10, scale)).toBe(0);
    });

    it('has an axis also where nothing came', () => {
        const { least, most } = latencyScale({ heat: { nanos: [], endNanos: null, index: [], row: [], count: [] } });
        expect(most).toBeGreaterThan(least);
    });

    it('says how many took how long at a place', () => {
        const of = { from: 1000, bucketNanos: 10, heat: HEAT };
        expect(heatAt(of, 1035, 5e4)).toEqual({ count: 100, from: 1e4, to: 1e5 });
        expect(heatAt(of, 1035, 5e5)).toBeUndefined();
    });

    it('does not stretch its axis to what is too short to be told apart: it is all in the lowest row', () => {
        const rows = Array.from({ length: 14 }, (_, i) => 10 ** i);
        const heat = { nanos: rows, endNanos: null, index: [0, 0, 0], row: [0, 2, 6], count: [1, 2, 4] };
        expect(latencyScale({ heat })).toEqual({ least: 1000, most: 1e7 });
        const found = coarser({ from: 0, bucketNanos: 10, buckets: 2, heat });
        expect(heatAt(found, 5, 1000)).toEqual({ count: 3, from: 0, to: 10_000 });
    });

    it('has fields large enough to be seen: neighbours are put together, and none is lost', () => {
        const rows = Array.from({ length: 30 }, (_, i) => 1000 * 2 ** i);
        const heat = { nanos: rows, endNanos: null, index: [0, 1, 2, 5], row: [0, 1, 1, 29], count: [1, 2, 4, 8] };
        const found = coarser({ from: 0, bucketNanos: 10, buckets: 6, heat });
        expect(found).toMatchObject({ from: 0, bucketNanos: 20, buckets: 3 });
        expect(found.heat.nanos.slice(0, 2)).toEqual([1000, 4000]);
        expect(found.heat).toMatchObject({ index: [0, 1, 2], row: [0, 0, 14], count: [3, 4, 8] });
    });
});
