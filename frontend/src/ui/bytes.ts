import { type Piece, pieces } from './escape';

/** Bytes that are no UTF-8, as text where they are, and each other byte as what it is: `caf\xe9`. */
export function bytePieces(hex: string): Piece[] {
    const bytes = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
    const found: Piece[] = [];
    let from = 0;
    const text = (to: number) => {
        if (to > from)
            found.push(...pieces(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(from, to))));
    };
    for (let at = 0; at < bytes.length; ) {
        const length = wholeCharacter(bytes, at);
        if (length === 0) {
            text(at);
            found.push({ text: `\\x${(bytes[at] ?? 0).toString(16).padStart(2, '0')}`, escaped: true });
            from = at + 1;
        }
        at += Math.max(1, length);
    }
    text(bytes.length);
    return found;
}

/** How many bytes the UTF-8 character there has, or 0 where there is none. */
function wholeCharacter(bytes: Uint8Array, at: number): number {
    const first = bytes[at] ?? 0;
    const length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    try {
        new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(at, at + length));
        return at + length > bytes.length ? 0 : length;
    } catch {
        return 0;
    }
}
