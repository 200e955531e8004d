import { describe, expect, it } from 'vitest';
import { clamped, nanosOf, padded, pixelOf, stepOf, tickLabel, timeTicks, zoomed } from './timeaxis';

const labels = (from: number, to: number, most = 5) => timeTicks({ from, to }, most).map((tick) => tick.label);

describe('the time axis', () => {
    it('takes a moment to its pixel and back', () => {
        const scale = { from: 1000, to: 3000, start: 64, end: 264 };
        expect(pixelOf(scale, 2000)).toBe(164);
        expect(nanosOf(scale, 164)).toBe(2000);
    });

    it('zooms about a moment, which stays where it is, and no closer than can be told apart', () => {
        expect(zoomed({ from: 0, to: 1000 }, 0.5, 250, 1)).toEqual({ from: 125, to: 625 });
        expect(zoomed({ from: 0, to: 1000 }, 0, 500, 100)).toEqual({ from: 450, to: 550 });
    });

    it('keeps a stretch inside the bounds: by moving it, and only then by shortening', () => {
        expect(clamped({ from: -50, to: 50 }, { from: 0, to: 1000 })).toEqual({ from: 0, to: 100 });
        expect(clamped({ from: 950, to: 1050 }, { from: 0, to: 1000 })).toEqual({ from: 900, to: 1000 });
        expect(clamped({ from: -50, to: 5000 }, { from: 0, to: 1000 })).toEqual({ from: 0, to: 1000 });
    });

    it('leaves air even round a single moment', () => {
        expect(padded({ from: 5, to: 5 })).toEqual({ from: -995, to: 1005 });
    });

    it('has ticks in the unit one would say, each as precise as its step', () => {
        expect(labels(0, 1e9)).toEqual(['0', '200 ms', '400 ms', '600 ms', '800 ms', '1.0 s']);
        expect(labels(1.2e9, 1.2e9 + 1000)).toEqual([
            '1.2000000 s',
            '1.2000002 s',
            '1.2000004 s',
            '1.2000006 s',
            '1.2000008 s',
            '1.2000010 s',
        ]);
        expect(labels(-2e6, 2e6, 4)).toEqual(['−2 ms', '−1 ms', '0', '1 ms', '2 ms']);
        expect(labels(0, 300e9)).toEqual(['0', '1:00', '2:00', '3:00', '4:00', '5:00']);
        expect(tickLabel(3_900e9, 300e9)).toBe('1:05:00');
    });

    it('never has more ticks than there is room for', () => {
        for (let length = 100; length < 1e14; length *= 1.7) {
            for (const most of [3, 8, 20]) expect(length / stepOf(length, most)).toBeLessThanOrEqual(most * 1.01);
        }
    });
});
