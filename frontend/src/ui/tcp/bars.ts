/** A request as it is drawn beneath the graphs of its connection; offsets count from where theirs do. */
export interface Bar {
    key: string;
    from: number;
    /** Undefined: no end is known. */
    to: number | undefined;
    status: number | null;
    label: string;
}

export interface PlacedBar extends Bar {
    line: number;
    /** Where it is drawn to. */
    end: number;
}

export interface Bars {
    bars: readonly PlacedBar[];
    lines: number;
}

/** So many stand below one another; of more at once the last line holds several. */
export const MOST_LINES = 5;

/** Requests that overlap one below the other, as many lines as there are at once. */
export function barsOf(bars: readonly Bar[], until: number): Bars {
    const ends: number[] = [];
    const placed = [...bars]
        .sort((a, b) => a.from - b.from)
        .map((bar) => {
            const end = Math.max(bar.from, bar.to ?? until);
            const free = ends.findIndex((taken) => taken <= bar.from);
            const line = free >= 0 ? free : Math.min(ends.length, MOST_LINES - 1);
            ends[line] = Math.max(end, ends[line] ?? 0);
            return { ...bar, line, end };
        });
    return { bars: placed, lines: Math.max(1, ends.length) };
}

/** The one that is drawn at a moment of a line, the last where several are; `room` is what a pointer may miss by. */
export const barAt = ({ bars }: Bars, line: number, at: number, room: number): PlacedBar | undefined =>
    bars.findLast((bar) => bar.line === line && at >= bar.from - room && at <= bar.end + room);
