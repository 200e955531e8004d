import { describe, expect, it } from 'vitest';
import type { Lane } from '../../../api';
import { partsOf } from './shelf';

const LANE = { key: '1' } as Lane;
const shelf = (from: number, to: number, ...keys: string[]) => ({
    from,
    to,
    value: {
        bucketNanos: to - from,
        has: (key: string) => keys.includes(key),
        lane: (key: string) => (key === '1' ? LANE : undefined),
    },
});

describe('what is drawn of a lane', () => {
    it('is from the best there is, and what nobody knows stays missing', () => {
        const found = partsOf('1', { from: 0, to: 100 }, [shelf(40, 60, '1'), shelf(20, 200, '1')]);
        expect(found.parts.map(({ from, to, bucketNanos }) => [from, to, bucketNanos])).toEqual([
            [40, 60, 20],
            [20, 40, 180],
            [60, 100, 180],
        ]);
        expect(found.missing).toEqual([{ from: 0, to: 20 }]);
    });

    it('is nothing where it was asked for and has none, which is not the same as missing', () => {
        const found = partsOf('2', { from: 0, to: 100 }, [shelf(0, 100, '2')]);
        expect(found.parts.map(({ lane }) => lane)).toEqual([undefined]);
        expect(found.missing).toEqual([]);
        expect(partsOf('3', { from: 0, to: 100 }, [shelf(0, 100, '2')]).missing).toEqual([{ from: 0, to: 100 }]);
    });
});
