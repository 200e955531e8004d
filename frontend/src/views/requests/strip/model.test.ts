import { describe, expect, it } from 'vitest';
import type { Overview } from '../../../api';
import {
    bars,
    bucketAt,
    cellCount,
    coarser,
    durationConditions,
    durationWord,
    heatRows,
    heights,
    logScale,
    nanosAt,
    rowAt,
    rowSpan,
    strength,
    widened,
    withDurations,
    yOf,
} from './model';

const overview: Overview = {
    origin: '2026-11-21T00:00:00Z',
    extent: { from: 0, to: 4000 },
    from: 0,
    bucketNanos: 1000,
    buckets: 4,
    counts: {
        index: [0, 2],
        status: { '2xx': [5, 1], '5xx': [0, 2] },
        protocol: { 'HTTP/2': [5, 0], 'HTTP/3': [0, 3] },
    },
    heat: { nanos: [0, 1000, 2000, 4000], index: [0, 0, 2], row: [1, 2, 2], count: [4, 1, 3] },
    events: null,
    totals: {
        requests: 8,
        connections: 1,
        status: {},
        protocol: {},
        incomplete: 0,
        p50Nanos: null,
        p95Nanos: null,
        p99Nanos: null,
        maxNanos: null,
    },
    losses: [],
    matched: 8,
    total: 8,
    scanned: 8,
    complete: true,
};

describe('the histogram', () => {
    it('stacks what went wrong on the base line', () => {
        expect(bars(overview, 'status')).toEqual([
            { index: 0, counts: [0, 0, 0, 0, 5, 0], total: 5 },
            { index: 2, counts: [2, 0, 0, 0, 1, 0], total: 3 },
        ]);
        expect(bars(overview, 'protocol')[1]?.counts).toEqual([3, 0, 0, 0, 0]);
    });

    it('lets nothing vanish beside what is large, nor grow over its place', () => {
        expect(heights([1, 0, 999], 1000, 50)).toEqual([1, 0, 49]);
        expect(heights([0, 0], 10, 50)).toEqual([0, 0]);
        expect(heights([500, 500], 1000, 50)).toEqual([25, 25]);
    });

    it('knows the bucket of a moment, also beside its ends', () => {
        expect([-5, 0, 999, 1000, 99_999].map((nanos) => bucketAt(overview, nanos))).toEqual([0, 0, 0, 1, 3]);
    });
});

describe('the heat map', () => {
    it('shows the rows in which something is, by their logarithm', () => {
        expect(heatRows(overview)).toEqual({ first: 1, last: 2 });
        expect(heatRows({ ...overview, heat: { nanos: [0], index: [], row: [], count: [] } })).toBeUndefined();
        const scale = logScale(overview, 10, 110);
        expect(scale).toEqual({ least: 1000, most: 4000, top: 10, bottom: 110 });
        expect(yOf(scale, 2000)).toBeCloseTo(60);
        expect(nanosAt(scale, 60)).toBeCloseTo(2000);
        expect(yOf(scale, 1)).toBe(110);
        expect(yOf(scale, 1e9)).toBe(10);
    });

    it('puts rows together where they would be too fine', () => {
        const { heat } = coarser(overview, 1);
        expect(heat).toEqual({ nanos: [0, 2000], index: [0, 0, 2], row: [0, 1, 1], count: [4, 1, 3] });
        expect(coarser(overview, 2)).toBe(overview);
    });

    it('finds rows and cells', () => {
        expect([0, 999, 1000, 3999, 1e9].map((nanos) => rowAt(overview, nanos))).toEqual([0, 0, 1, 2, 3]);
        expect(rowSpan(overview, 2)).toEqual({ from: 2000, to: 4000 });
        expect(rowSpan(overview, 3)).toEqual({ from: 4000, to: 8000 });
        expect(cellCount(overview, 2, 2)).toBe(3);
        expect(cellCount(overview, 1, 2)).toBe(0);
    });

    it('shows one beside many, and many stronger', () => {
        expect(strength(1, 1000)).toBeCloseTo(0.18);
        expect(strength(1000, 1000)).toBe(1);
        expect(strength(1, 1)).toBe(1);
    });
});

describe('what is drawn in it', () => {
    it('becomes conditions that one can read, and that leave nothing of it out', () => {
        expect([5e6, 1.25e9, 33_554, 1500].map((nanos) => durationWord(nanos, 'down'))).toEqual([
            '5ms',
            '1.25s',
            '33.5us',
            '1.5us',
        ]);
        expect([5e6, 33_554, 1_610_612_736, 12].map((nanos) => durationWord(nanos, 'up'))).toEqual([
            '5ms',
            '33.6us',
            '1.62s',
            '12ns',
        ]);
        expect(durationConditions({ from: 0, to: 5e6 })).toEqual(['duration < 5ms']);
    });

    it('takes the place of the bounds before', () => {
        const once = withDurations('method = GET', { from: 1e6, to: 8e6 });
        expect(once).toBe('method = GET and duration >= 1ms and duration < 8ms');
        expect(withDurations(once, { from: 2e6, to: 4e6 })).toBe('method = GET and duration >= 2ms and duration < 4ms');
        expect(withDurations('duration > 1s', { from: 2e6, to: 4e6 })).toContain('duration > 1s and');
    });

    it('is left by twice the stretch, until that is all', () => {
        const extent = { from: 0, to: 1000 };
        expect(widened({ from: 400, to: 500 }, extent)).toEqual({ from: 350, to: 550 });
        expect(widened({ from: 0, to: 600 }, extent)).toEqual({ from: 0, to: 900 });
        expect(widened({ from: 100, to: 800 }, extent)).toBeUndefined();
    });
});
