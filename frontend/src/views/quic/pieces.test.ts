import { expect, it } from 'vitest';
import type { Series } from '../../api';
import { partsOf } from './pieces';

const series = (notes: string): Series => ({
    from: '',
    offsetNanos: 0,
    bucketNanos: 1,
    buckets: 1,
    exact: true,
    series: {},
    notes: [notes],
});

it('draws each stretch from the best that has it, and the rest from what there is', () => {
    const fine = { from: 20, to: 40, series: series('fine') };
    const coarse = { from: 0, to: 100, series: series('coarse') };
    expect(
        partsOf({ from: 10, to: 60 }, [fine, coarse]).map((part) => [part.from, part.to, part.series.notes[0]]),
    ).toEqual([
        [10, 20, 'coarse'],
        [20, 40, 'fine'],
        [40, 60, 'coarse'],
    ]);
});

it('leaves out what no piece has', () => {
    expect(partsOf({ from: 10, to: 60 }, [{ from: 50, to: 55, series: series('') }]).length).toBe(1);
});
