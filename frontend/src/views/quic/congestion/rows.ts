import type { Mark, Series, SeriesColumns } from '../../../api';
import type { Part } from '../pieces';
import { bucketsOf, valueAt } from './derive';

/** A bucket in which something happened, as a row of the table. */
export interface Row {
    at: number;
    nanos: number;
    series: Series;
}

/** The buckets in sight in which any of these series has something, in order of time. */
export function rowsOf(parts: readonly Part[], names: readonly string[]): Row[] {
    return parts.flatMap((part) => {
        const { offsetNanos, bucketNanos } = part.series;
        const found = new Set<number>();
        for (const name of names) {
            const columns = part.series.series[name];
            if (columns === undefined) continue;
            const { from, to } = bucketsOf(part, columns);
            for (let i = from; i < to; i++) found.add(columns.index[i] ?? 0);
        }
        return [...found]
            .sort((a, b) => a - b)
            .map((bucket) => ({ at: offsetNanos + bucket * bucketNanos, nanos: bucketNanos, series: part.series }));
    });
}

/** What a series says in a row; what holds is said also where it did not change. */
export function cell(
    row: Row,
    name: string,
    holds: boolean,
): { sum: number; count: number; least: number; most: number } | undefined {
    const columns: SeriesColumns | undefined = row.series.series[name];
    if (columns === undefined) return undefined;
    const part = { from: row.at, to: row.at + row.nanos, series: row.series };
    const value = valueAt([part], row.at + row.nanos / 2, holds, () => columns);
    if (value === undefined) return undefined;
    const { from, to } = bucketsOf(part, columns);
    const own = from < to ? from : -1;
    return { sum: columns.sum[own] ?? 0, count: columns.count[own] ?? 0, least: value.least, most: value.most };
}

/** The row that holds a moment, or the last one before it. */
export function rowAt(rows: readonly Row[], at: number): number {
    let low = 0;
    let high = rows.length;
    while (low < high) {
        const middle = (low + high) >>> 1;
        if ((rows[middle]?.at ?? 0) <= at) low = middle + 1;
        else high = middle;
    }
    return low - 1;
}

export const marksIn = (row: Row, marks: readonly Mark[]): Mark[] =>
    marks.filter((mark) => mark.offsetNanos >= row.at && mark.offsetNanos < row.at + row.nanos);
