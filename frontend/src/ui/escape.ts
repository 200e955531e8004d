/** A stretch of traced text: as it came, or one character that must be shown as what it is. */
export interface Piece {
    text: string;
    escaped: boolean;
}

// Controls, formats (bidi marks, zero-width, soft hyphen, tags), lone surrogates, private use, line separators, and
// every space but the usual one.
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;
const LETTERS: Record<string, string> = { '\0': '\\0', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const UNSAFE_ALL = new RegExp(UNSAFE, 'gu');

/** Splits what was traced so that nothing in it can hide, or turn its neighbours round. */
export function pieces(text: string): Piece[] {
    if (!UNSAFE.test(text)) return text === '' ? [] : [{ text, escaped: false }];
    const found: Piece[] = [];
    let from = 0;
    for (const match of text.matchAll(UNSAFE_ALL)) {
        if (match.index > from) found.push({ text: text.slice(from, match.index), escaped: false });
        found.push({ text: shown(match[0]), escaped: true });
        from = match.index + match[0].length;
    }
    if (from < text.length) found.push({ text: text.slice(from), escaped: false });
    return found;
}

/** The same as one string, for tooltips and titles. */
export function plain(text: string): string {
    return pieces(text)
        .map((piece) => piece.text)
        .join('');
}

function shown(character: string): string {
    const code = character.codePointAt(0) ?? 0;
    const letter = LETTERS[character];
    if (letter !== undefined) return letter;
    if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
    return `\\u{${code.toString(16)}}`;
}
