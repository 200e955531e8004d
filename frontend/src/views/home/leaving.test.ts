import { describe, expect, it } from 'vitest';
import type { Keeping, KeepingSettings, LeavingSession } from '../../api/keeping';
import { dueIn, leavingText, reasonText, sizeText, soon, usedText, wishOf } from './leaving';

const NOW = Date.parse('2026-01-31T12:00:00Z');
const settings: KeepingSettings = { ageDays: 30, bytes: 20_000_000_000, reserveBytes: 1_073_741_824 };
const leaving = (minutes: number): LeavingSession => ({
    session: 's',
    name: 'n',
    reason: 'age',
    at: new Date(NOW + minutes * 60_000).toISOString(),
    bytes: 1,
});

describe('what will be deleted', () => {
    it('says when, never later than it is', () => {
        expect([-1, 30_000, 9.9 * 60_000, 47.9 * 3.6e6, 71 * 3.6e6].map(dueIn)).toEqual([
            'now',
            'within a minute',
            'in 9 minutes',
            'in 47 hours',
            'in 2 days',
        ]);
    });

    it('says why', () => {
        expect(leavingText(leaving(3 * 1440), settings, NOW)).toBe('Deleted in 3 days: older than 30 days.');
        expect(reasonText('bytes', settings)).toBe('all sessions take more than 20.0 GB');
        expect(reasonText('reserve', settings)).toBe('less than 1.07 GB of the disk were free');
        expect(reasonText('age', { ...settings, ageDays: null })).toBe('too old');
    });

    it('is told above all where it goes within a day', () => {
        const keeping = { plan: [leaving(10), leaving(1439), leaving(1441)] } as Keeping;
        expect(soon(keeping, NOW)).toHaveLength(2);
    });
});

describe('limits', () => {
    it('stand beside what is used, where there is one', () => {
        const used = { bytes: 1_200_000_000, sessions: 2, freeBytes: 1, totalBytes: 2 };
        expect(usedText({ used, settings } as Keeping)).toBe('1.20 GB of 20.0 GB');
        expect(usedText({ used, settings: { ...settings, bytes: null } } as Keeping)).toBe('1.20 GB');
    });

    it('are written as one would type them, and come back as they were', () => {
        expect([null, 0, 1000, 1 << 20, 20 * 2 ** 30, 1536 * 2 ** 20].map(sizeText)).toEqual([
            '',
            '0',
            '1000',
            '1 MiB',
            '20 GiB',
            '1536 MiB',
        ]);
    });

    it('are none where nothing is typed; what is no number the server refuses', () => {
        expect(wishOf({ age: '', most: ' ', reserve: '' })).toEqual({ ageDays: null, bytes: null, reserveBytes: 0 });
        expect(wishOf({ age: '30', most: '20 GiB', reserve: '1g' })).toEqual({
            ageDays: 30,
            bytes: '20 GiB',
            reserveBytes: '1g',
        });
        expect(wishOf({ age: 'a month', most: '', reserve: '0' }).ageDays).toBe(0);
    });
});
