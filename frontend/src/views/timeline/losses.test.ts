import { describe, expect, it } from 'vitest';
import { type Lost, merged } from './losses';

const lost = (hop: string, from: number, to: number, count: number): Lost => ({
    hop,
    from: '',
    to: '',
    count,
    fromOffsetNanos: from,
    toOffsetNanos: to,
});

describe('losses', () => {
    const SCALE = { from: 0, to: 1000, start: 0, end: 100 };

    it('of one hop that touch on the screen are one, with all that was lost', () => {
        const found = merged([lost('kernel', 0, 10, 5), lost('queue', 5, 6, 1), lost('kernel', 30, 50, 7)], SCALE);
        expect(found).toEqual([lost('kernel', 0, 50, 12), lost('queue', 5, 6, 1)]);
    });

    it('apart stay apart, and closer up come apart', () => {
        expect(merged([lost('kernel', 0, 10, 5), lost('kernel', 100, 110, 7)], SCALE).length).toBe(2);
        const closer = { ...SCALE, to: 100 };
        expect(merged([lost('kernel', 0, 10, 5), lost('kernel', 30, 50, 7)], closer).length).toBe(2);
    });
});
