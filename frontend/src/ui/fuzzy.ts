/** How well a text matches what was typed: all its letters in their order, better where they begin words or stand together. */
export interface Match {
    score: number;
    /** Which characters were matched. */
    at: number[];
}

const BEGINS = 12;
const FOLLOWS = 14;
const FIRST = 6;
const LETTER = 1;
const SKIPPED = -0.15;
/** Nobody types more to find one of a few hundred things. */
const MOST_LETTERS = 64;
const MOST_TEXT = 200;

const begins = (text: string, at: number) =>
    at === 0 || /[\s.:/_=-]/.test(text[at - 1] ?? '') || /[a-z][A-Z]/.test(text.slice(at - 1, at + 1));

/** Blanks in what was typed only part its words. Nothing typed matches all alike. */
export function fuzzy(typed: string, text: string): Match | undefined {
    const wanted = [...typed.toLowerCase()].filter((letter) => letter !== ' ').slice(0, MOST_LETTERS);
    const letters = text.slice(0, MOST_TEXT);
    const lower = letters.toLowerCase();
    if (wanted.length === 0) return { score: 0, at: [] };
    if (lower.length < wanted.length) return undefined;
    return best(wanted, letters, lower);
}

/** The best of all ways to lay the letters over the text: of each letter and place the best that ends there. */
function best(wanted: string[], letters: string, lower: string): Match | undefined {
    const width = lower.length;
    const none = -Infinity;
    const score = wanted.map(() => new Float64Array(width).fill(none));
    const from = wanted.map(() => new Int32Array(width).fill(-1));
    wanted.forEach((letter, i) => {
        let before = none;
        let beforeAt = -1;
        for (let at = 0; at < width; at++) {
            const above = score[i - 1];
            const row = score[i];
            const back = from[i];
            if (row === undefined || back === undefined) continue;
            const previous = above?.[at - 2] ?? none;
            before += SKIPPED;
            if (above !== undefined && previous > before) {
                before = previous;
                beforeAt = at - 2;
            }
            if (lower[at] !== letter) continue;
            const own = LETTER + (begins(letters, at) ? BEGINS : 0) + (at === 0 ? FIRST : 0);
            if (i === 0) {
                row[at] = own + at * SKIPPED;
                continue;
            }
            const adjacent = (above?.[at - 1] ?? none) + FOLLOWS;
            row[at] = own + Math.max(adjacent, before);
            back[at] = adjacent >= before ? at - 1 : beforeAt;
        }
    });
    const last = score[wanted.length - 1] ?? new Float64Array();
    let end = -1;
    last.forEach((value, at) => {
        if (value > none && (end < 0 || value > (last[end] ?? none))) end = at;
    });
    if (end < 0) return undefined;
    const found: number[] = [];
    for (let i = wanted.length - 1, at = end; i >= 0; at = from[i]?.[at] ?? -1, i--) found.unshift(at);
    return { score: (last[end] ?? 0) - width * 0.01, at: found };
}
