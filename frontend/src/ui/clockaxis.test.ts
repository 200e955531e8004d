import { describe, expect, it } from 'vitest';
import { clockTicks } from './clockaxis';

/** Whatever the zone of the machine: by the clock that stands on the wall here. */
const noon = new Date(2026, 10, 21, 12, 0, 0).toISOString();
const labels = (from: number, to: number, most: number) =>
    clockTicks(noon, { from, to }, most).map(({ label }) => label);

describe('an axis of the clock', () => {
    it('has round moments with as many digits as they need', () => {
        expect(labels(0, 3e9, 3)).toEqual(['12:00:00', '12:00:01', '12:00:02', '12:00:03']);
        expect(labels(0.1e9, 0.6e9, 3)).toEqual(['12:00:00.2', '12:00:00.4', '12:00:00.6']);
        expect(labels(-60e9, 240e9, 6)).toEqual(['11:59', '12:00', '12:01', '12:02', '12:03', '12:04']);
    });

    it('goes over midnight', () => {
        expect(labels(11 * 3600e9, 13 * 3600e9, 2)).toEqual(['23:00', '00:00', '01:00']);
    });
});
