import { pieces } from '../../../ui/escape';

/** The bytes of hexadecimal digits. */
export const bytesOf = (hex: string): Uint8Array =>
    Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** One word for bash and zsh, whatever it holds but NUL, which no argument can: the same bytes come out of it. */
export function quoted(text: string, bytes: Uint8Array = new TextEncoder().encode(text)): string {
    const clear = bytesEqual(new TextEncoder().encode(text), bytes) && pieces(text).every((piece) => !piece.escaped);
    if (clear && /^[\w@%+=:,./-]+$/.test(text)) return text;
    if (clear) return `'${text.replaceAll("'", "'\\''")}'`;
    return `$'${[...bytes].map(byteInQuotes).join('')}'`;
}

function byteInQuotes(byte: number): string {
    const character = String.fromCharCode(byte);
    if (character === "'" || character === '\\') return `\\${character}`;
    // Always two digits: a letter behind them is not taken for a third.
    return byte >= 0x20 && byte < 0x7f ? character : `\\x${byte.toString(16).padStart(2, '0')}`;
}

function bytesEqual(one: Uint8Array, other: Uint8Array): boolean {
    return one.length === other.length && one.every((byte, i) => byte === other[i]);
}
