import { describe, expect, it } from 'vitest';
import { expiryOf, onlyHere, UNTIL } from './choices';

describe('how long a link works', () => {
    it('is a span, or a moment in UTC', () => {
        expect(expiryOf('7d', '')).toBe('7d');
        expect(expiryOf(UNTIL, '2026-03-01T12:00Z')).toBe('2026-03-01T12:00:00.000Z');
    });

    it('is left to the server where it is no time', () => {
        expect(expiryOf(UNTIL, '')).toBe('');
        expect(expiryOf(UNTIL, 'soon')).toBe('soon');
    });
});

describe('where a link leads', () => {
    it.each([
        ['http://127.0.0.1:8020/l/x', true],
        ['http://localhost:8020/l/x', true],
        ['http://[::1]:8020/l/x', true],
        ['http://192.0.2.1:8020/l/x', false],
    ])('%s: only here is %s', (url, here) => expect(onlyHere(url)).toBe(here));
});
