import { type Signal, signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';

/** By what a list goes when someone presses a column's head. */
export interface Sorting {
    now: 'ascending' | 'descending' | undefined;
    /** What pressing it does. */
    title: string;
    turn: () => void;
}

/** A column of a table, as data. */
export interface Column<R> {
    key: string;
    title: string;
    /** In pixels, as long as nobody has drawn it wider. */
    width: number;
    /** Its share of what is left over. */
    grow?: number;
    number?: true;
    /** Classes of its cells. */
    kind?: string;
    /** Where there is not room for all, the highest goes first; without: never. */
    spare?: number;
    sorting?: Sorting;
    /** What it is, where its title does not say it. */
    hint?: string;
    cell: (row: R, index: number) => ComponentChildren;
    /** The whole of what a cell may have cut. */
    tip?: (row: R) => string | undefined;
}

export type Widths = Readonly<Record<string, number>>;

export const GAP_PIXELS = 8;
const LEAST_PIXELS = 40;
const MOST_PIXELS = 1600;

type Sized = Pick<Column<never>, 'key' | 'width' | 'grow' | 'spare'>;

const widthOf = ({ key, width }: Sized, drawn: Widths) => drawn[key] ?? width;

/** What a row takes at the least, `padding` beside its cells included. */
export const leastWidth = (columns: readonly Sized[], drawn: Widths, padding: number): number =>
    columns.reduce(
        (sum, column) => sum + widthOf(column, drawn),
        padding + GAP_PIXELS * Math.max(0, columns.length - 1),
    );

/** The columns for which there is room, the spare ones left out first; what none can spare is scrolled to. */
export function fitting<C extends Sized>(columns: readonly C[], drawn: Widths, padding: number, width: number): C[] {
    const left = [...columns];
    const spares = columns.filter(({ spare }) => spare !== undefined).sort((a, b) => (b.spare ?? 0) - (a.spare ?? 0));
    for (const spare of spares) {
        if (leastWidth(left, drawn, padding) <= width) break;
        left.splice(left.indexOf(spare), 1);
    }
    return left;
}

/** The columns as CSS has them; one that was drawn keeps that width. */
export function template(columns: readonly Sized[], drawn: Widths): string {
    const tracks = columns.map((column) =>
        column.grow === undefined || drawn[column.key] !== undefined
            ? `${widthOf(column, drawn)}px`
            : `minmax(${column.width}px, ${column.grow}fr)`,
    );
    const filled = columns.some(({ key, grow }) => grow !== undefined && drawn[key] === undefined);
    return [...tracks, ...(filled ? [] : ['minmax(0, 1fr)'])].join(' ');
}

const kept = new Map<string, Signal<Widths>>();

/** The widths that were drawn in a table, kept in this browser. */
export function widthsOf(table: string): Signal<Widths> {
    const known = kept.get(table) ?? signal(stored(table));
    kept.set(table, known);
    return known;
}

/** Draws a column; undefined: as wide as usual again. */
export function draw(table: string, column: string, width: number | undefined): void {
    const widths = widthsOf(table);
    const { [column]: _, ...others } = widths.value;
    const wanted = width === undefined ? undefined : Math.round(Math.max(LEAST_PIXELS, Math.min(MOST_PIXELS, width)));
    widths.value = wanted === undefined ? others : { ...others, [column]: wanted };
    try {
        localStorage.setItem(`widths ${table}`, JSON.stringify(widths.value));
    } catch {
        // Storage is refused: the widths hold until the page is closed.
    }
}

function stored(table: string): Widths {
    try {
        const read: unknown = JSON.parse(localStorage.getItem(`widths ${table}`) ?? '{}');
        const entries = Object.entries(read ?? {}).filter(([, width]) => typeof width === 'number' && width > 0);
        return Object.fromEntries(entries) as Widths;
    } catch {
        return {};
    }
}
