import { describe, expect, it } from 'vitest';
import { pieces, plain } from './escape';

describe('traced text', () => {
    it('stays one piece where nothing in it can mislead', () => {
        expect(pieces('text/html; q=0.9 – für alle')).toEqual([
            { text: 'text/html; q=0.9 – für alle', escaped: false },
        ]);
        expect(pieces('')).toEqual([]);
    });

    it('shows control characters as programmers write them', () => {
        expect(plain('a\0b\r\nc\x7f')).toBe('a\\0b\\r\\nc\\x7f');
    });

    it('shows characters that turn text round, or that no one sees, by their number', () => {
        expect(plain('gpj\u202eexe')).toBe('gpj\\u{202e}exe');
        expect(plain('a\u200bb\ufeffc\u00add\u2066')).toBe('a\\u{200b}b\\u{feff}c\\xadd\\u{2066}');
        expect(plain('tag\u{e0041}')).toBe('tag\\u{e0041}');
        expect(plain('\ud800')).toBe('\\u{d800}');
        expect(plain('a\u00a0b\u2028')).toBe('a\\xa0b\\u{2028}');
    });

    it('marks the escaped pieces, so that a literal backslash cannot pass for one', () => {
        expect(pieces('\\u{202e}')).toEqual([{ text: '\\u{202e}', escaped: false }]);
        expect(pieces('\u202e')).toEqual([{ text: '\\u{202e}', escaped: true }]);
    });
});
