/** A stretch of two texts laid over one another: in both, only in the first, or only in the second. */
export interface Piece {
    kind: 'same' | 'removed' | 'added';
    text: string;
}

/** Longer texts are not compared letter by letter: only their common beginning and end are found. */
const MOST_CELLS = 1_000_000;
/** A common stretch this short between two changes says nothing: it is part of the change. */
const CHANCE = 2;

/** Texts that share less than this are two texts: their common letters say nothing. */
const AKIN = 0.34;

/** How one text becomes the other, by characters; as a whole where they have little in common. */
export function characters(one: string, other: string): Piece[] {
    const pieces = byCharacter(one, other);
    const same = pieces.reduce((sum, { kind, text }) => sum + (kind === 'same' ? text.length : 0), 0);
    if (pieces.length < 2 || same >= AKIN * Math.max(one.length, other.length)) return pieces;
    return merged([
        { kind: 'removed', text: one },
        { kind: 'added', text: other },
    ]);
}

function byCharacter(one: string, other: string): Piece[] {
    const a = [...one];
    const b = [...other];
    let head = 0;
    while (head < a.length && head < b.length && a[head] === b[head]) head++;
    let tail = 0;
    while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail])
        tail++;
    const middle = between(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
    return merged([
        { kind: 'same', text: a.slice(0, head).join('') },
        ...middle,
        { kind: 'same', text: a.slice(a.length - tail).join('') },
    ]);
}

function between(a: string[], b: string[]): Piece[] {
    if (a.length * b.length > MOST_CELLS || a.length === 0 || b.length === 0)
        return [
            { kind: 'removed', text: a.join('') },
            { kind: 'added', text: b.join('') },
        ];
    const width = b.length + 1;
    const longest = new Uint16Array((a.length + 1) * width);
    const at = (i: number, j: number) => longest[i * width + j] ?? 0;
    for (let i = a.length - 1; i >= 0; i--) {
        for (let j = b.length - 1; j >= 0; j--)
            longest[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
    const pieces: Piece[] = [];
    for (let i = 0, j = 0; i < a.length || j < b.length; ) {
        if (i < a.length && j < b.length && a[i] === b[j]) {
            pieces.push({ kind: 'same', text: a[i] ?? '' });
            i++;
            j++;
        } else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) {
            pieces.push({ kind: 'removed', text: a[i++] ?? '' });
        } else pieces.push({ kind: 'added', text: b[j++] ?? '' });
    }
    return withoutChance(merged(pieces));
}

/** Letters that happen to be the same in two words that have nothing to do with one another. */
function withoutChance(pieces: Piece[]): Piece[] {
    return merged(
        pieces.flatMap((piece): Piece[] =>
            piece.kind === 'same' && [...piece.text].length <= CHANCE
                ? [
                      { kind: 'removed', text: piece.text },
                      { kind: 'added', text: piece.text },
                  ]
                : [piece],
        ),
    );
}

/** Neighbours of one kind as one; of a change what was removed stands first. */
function merged(pieces: readonly Piece[]): Piece[] {
    const made: Piece[] = [];
    let removed = '';
    let added = '';
    const flush = () => {
        if (removed !== '') made.push({ kind: 'removed', text: removed });
        if (added !== '') made.push({ kind: 'added', text: added });
        removed = added = '';
    };
    for (const { kind, text } of pieces) {
        if (text === '') continue;
        if (kind === 'removed') removed += text;
        else if (kind === 'added') added += text;
        else {
            flush();
            const last = made.at(-1);
            if (last?.kind === 'same') last.text += text;
            else made.push({ kind, text });
        }
    }
    flush();
    return made;
}
