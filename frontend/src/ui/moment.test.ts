import { describe, expect, it } from 'vitest';
import { momentOf, offsetOf } from './moment';

describe('moments', () => {
    it('keep every nanosecond both ways', () => {
        const origin = '2026-11-21T00:00:00Z';
        expect(momentOf(origin, 1_234_567_891)).toBe('2026-11-21T00:00:01.234567891Z');
        expect(offsetOf(origin, '2026-11-21T00:00:01.234567891Z')).toBe(1_234_567_891);
        expect(momentOf(origin, 60e9)).toBe('2026-11-21T00:01:00Z');
        expect(momentOf(origin, -1)).toBe('2026-11-20T23:59:59.999999999Z');
    });

    it('come with as many digits as they need', () => {
        expect(momentOf('2026-11-21T00:00:00.5Z', 500_000_000)).toBe('2026-11-21T00:00:01Z');
        expect(offsetOf('2026-11-21T00:00:00.123456789Z', '2026-11-21T00:00:00.123Z')).toBe(-456_789);
    });
});
