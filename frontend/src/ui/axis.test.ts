import { describe, expect, it } from 'vitest';
import { stretch, ticks } from './axis';

describe('a time axis', () => {
    it('has its marks at round places, never more than asked for and one', () => {
        expect(ticks(1000, 5)).toEqual([0, 200, 400, 600, 800, 1000]);
        expect(ticks(730, 4)).toEqual([0, 200, 400, 600]);
        for (const end of [1, 7, 99, 1234, 5e9]) expect(ticks(end, 6).length).toBeLessThanOrEqual(7);
    });

    it('survives a request without any length', () => {
        expect(ticks(0, 5)).toEqual([0]);
        expect(ticks(Number.NaN, 5)).toEqual([0]);
        expect(stretch(0, 0, 0)).toEqual({ left: '0.000%', width: 'max(2px, 0.000%)' });
    });

    it('places a stretch in parts of the width', () => {
        expect(stretch(250, 750, 1000)).toEqual({ left: '25.000%', width: 'max(2px, 50.000%)' });
        expect(stretch(-5, 2000, 1000)).toEqual({ left: '0.000%', width: 'max(2px, 100.000%)' });
    });
});
