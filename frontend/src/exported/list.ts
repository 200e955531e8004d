/** A request of the page, as far as it is searched and sorted. */
export interface Entry {
    /** Its place in the file, from 1. */
    place: number;
    /** Nanoseconds; -1 where it is not known. */
    duration: number;
    /** What its cells say, in the order of the columns. */
    cells: readonly string[];
}

/** A column, and which way: 1 least first, -1 most first. */
export interface Sorting {
    column: number;
    way: 1 | -1;
}

export const TIME = 0;
export const DURATION = 6;

/** What a search asks for: every one of its words must stand somewhere, in any case; "…" keeps words together. */
export function wordsOf(search: string): string[] {
    return [...search.toLowerCase().matchAll(/"([^"]+)"?|[^\s"]+/g)].map((found) => found[1] ?? found[0]);
}

export function holds(text: string, words: readonly string[]): boolean {
    return words.every((word) => text.includes(word));
}

/** Equal ones stay as the file has them; what is not known comes last either way. */
export function compare(one: Entry, other: Entry, { column, way }: Sorting): number {
    if (column === TIME) return way * (one.place - other.place);
    if (column === DURATION) {
        const unknown = Number(one.duration < 0) - Number(other.duration < 0);
        return unknown || way * (one.duration - other.duration) || one.place - other.place;
    }
    const a = one.cells[column] ?? '';
    const b = other.cells[column] ?? '';
    const empty = Number(a === '') - Number(b === '');
    return empty || way * a.localeCompare(b, 'en', { numeric: true }) || one.place - other.place;
}

/** What a click on a column's name leads to. */
export function turned(now: Sorting, column: number): Sorting {
    if (now.column === column) return { column, way: now.way === 1 ? -1 : 1 };
    return { column, way: column === DURATION ? -1 : 1 };
}
