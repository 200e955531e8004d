import type { SqlAnswer, SqlType, SqlValue } from '../../api';

export interface Head {
    name: string;
    type: SqlType;
}

/** By which column rows go: its number from 1, below 0 downwards; 0: as they came. */
export type Going = number;

/** The places of the rows in the order in which they are shown. Nothing stands last, whichever way they go. */
export function ordered({ columns, rows }: Pick<SqlAnswer, 'columns' | 'rows'>, by: Going): readonly number[] {
    const places = rows.map((_, i) => i);
    const column = Math.abs(by) - 1;
    const head = columns[column];
    if (head === undefined) return places;
    const compare = comparing(head.type);
    const values = rows.map((row) => row[column] ?? null);
    const sign = by < 0 ? -1 : 1;
    return places.sort((one, other) => {
        const a = values[one] ?? null;
        const b = values[other] ?? null;
        if (a === null || b === null) return a === b ? one - other : a === null ? 1 : -1;
        return sign * compare(a, b) || one - other;
    });
}

type Told = Exclude<SqlValue, null>;

function comparing(type: SqlType): (one: Told, other: Told) => number {
    if (type === 'number') return byNumber;
    return (one, other) => (one < other ? -1 : one > other ? 1 : 0);
}

/** Whole numbers past 2^53 are texts: their digits decide where the nearest numbers are the same. */
function byNumber(one: Told, other: Told): number {
    const less = Number(one) - Number(other);
    if (less !== 0 || (typeof one === 'number' && typeof other === 'number')) return less;
    const [a, b] = [whole(one), whole(other)];
    return a === undefined || b === undefined || a === b ? 0 : a < b ? -1 : 1;
}

function whole(value: Told): bigint | undefined {
    return /^-?\d+$/.test(String(value)) ? BigInt(String(value)) : undefined;
}

/** What pressing a column's head does: upwards, downwards, as they came. */
export const turned = (by: Going, column: number): Going => (by === column ? -column : by === -column ? 0 : column);

/** The place of a column by its name, whatever its case; -1: there is none. */
export const placeOf = (columns: readonly Head[], name: string): number =>
    columns.findIndex((column) => column.name.toLowerCase() === name);

/** How a value is written where it is taken elsewhere; what is not known is nothing. */
export const written = (value: SqlValue | undefined): string =>
    value === null || value === undefined ? '' : String(value);

/** Rows for a spreadsheet: no cell is more than one. */
export function tsv(heads: readonly string[], rows: readonly (readonly (SqlValue | undefined)[])[]): string {
    const cell = (value: SqlValue | undefined) => written(value).replace(/[\t\r\n]+/g, ' ');
    return [heads, ...rows].map((row) => row.map(cell).join('\t')).join('\n');
}

/** Rows as objects; of two columns with one name the second is told by its number. */
export function jsonRows(columns: readonly Head[], rows: readonly (readonly SqlValue[])[]): string {
    const names = uniqueNames(columns);
    return JSON.stringify(
        rows.map((row) =>
            Object.fromEntries(names.map((name, i) => [name, jsonValue(columns[i]?.type, row[i] ?? null)])),
        ),
        null,
        2,
    );
}

export const uniqueNames = (columns: readonly Head[]): string[] =>
    columns.map(({ name }, i) => (columns.findIndex((each) => each.name === name) === i ? name : `${name}_${i + 1}`));

function jsonValue(type: SqlType | undefined, value: SqlValue): unknown {
    if (type !== 'json' || typeof value !== 'string') return value;
    return parsedJson(value) ?? value;
}

/** Undefined: it is none. */
export function parsedJson(text: string): unknown {
    try {
        return JSON.parse(text) as unknown;
    } catch {
        return undefined;
    }
}
