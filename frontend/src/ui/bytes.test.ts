import { describe, expect, it } from 'vitest';
import { bytePieces } from './bytes';

describe('bytes that are no text', () => {
    const shown = (hex: string) =>
        bytePieces(hex)
            .map(({ text }) => text)
            .join('');

    it('are shown as text where they are, and each other byte as what it is', () => {
        expect(bytePieces('636166e9')).toEqual([
            { text: 'caf', escaped: false },
            { text: '\\xe9', escaped: true },
        ]);
        expect(shown('c3bc ff c3 41'.replaceAll(' ', ''))).toBe('ü\\xff\\xc3A');
    });

    it('are never longer or shorter than they were: overlong, lone and cut ones too', () => {
        expect(shown('c080')).toBe('\\xc0\\x80');
        expect(shown('eda080')).toBe('\\xed\\xa0\\x80');
        expect(shown('f09f98')).toBe('\\xf0\\x9f\\x98');
        expect(shown('f09f9880')).toBe('😀');
        expect(shown('efbbbf41')).toBe('\\u{feff}A');
        expect(shown('')).toBe('');
    });
});
