import type { Series, SeriesColumns } from '../../../api';
import { adds, firstAtLeast, type Line, type Perspective, rangeOf } from './lines';
import type { Part } from '../pieces';

const kept = new WeakMap<Series, Map<string, SeriesColumns>>();

/** The values of a line in a perspective: a rate in bytes a second, a sum since the beginning, or as they are. */
export function columnsOf(
    series: Series,
    line: Line,
    perspective: Perspective,
    overview: Series | undefined,
): SeriesColumns | undefined {
    const found = series.series[line.id];
    if (found === undefined || !adds(line)) return found;
    let mine = kept.get(series);
    if (mine === undefined) kept.set(series, (mine = new Map<string, SeriesColumns>()));
    const key = `${line.id} ${perspective}`;
    let derived = mine.get(key);
    if (derived === undefined) {
        derived =
            perspective === 'rate'
                ? asRate(found, series.bucketNanos)
                : asTotal(found, before(series, line.id, overview ?? series));
        mine.set(key, derived);
    }
    return derived;
}

/** So that a stretch read finely and one read coarsely are as high as one another. */
function asRate(columns: SeriesColumns, bucketNanos: number): SeriesColumns {
    const rate = columns.sum.map((sum) => (sum / bucketNanos) * 1e9);
    return { ...columns, min: rate, max: rate, last: rate };
}

function asTotal(columns: SeriesColumns, begin: number): SeriesColumns {
    let total = begin;
    const min: number[] = [];
    const last: number[] = [];
    for (const sum of columns.sum) {
        min.push(total);
        total += sum;
        last.push(total);
    }
    return { ...columns, min, max: last, last };
}

/** What came before a piece begins, from the overview of it all; within one of its buckets by its share of it. */
export function before(series: Series, name: string, overview: Series): number {
    const columns = overview.series[name];
    if (columns === undefined) return 0;
    const place = (series.offsetNanos - overview.offsetNanos) / overview.bucketNanos;
    const bucket = Math.floor(place);
    const whole = firstAtLeast(columns.index, bucket);
    let total = 0;
    for (let i = 0; i < whole; i++) total += columns.sum[i] ?? 0;
    return columns.index[whole] === bucket ? total + (columns.sum[whole] ?? 0) * (place - bucket) : total;
}

/** The buckets of some columns that a part shows, and the one before it whose value still holds at its beginning. */
export function bucketsOf(part: Part, columns: SeriesColumns): { from: number; to: number; before: number } {
    const { offsetNanos, bucketNanos } = part.series;
    const first = Math.floor((part.from - offsetNanos) / bucketNanos);
    const last = Math.ceil((part.to - offsetNanos) / bucketNanos);
    const [from, to] = rangeOf(columns, first, last);
    return { from, to, before: from - 1 };
}

export interface Value {
    least: number;
    most: number;
    last: number;
}

/** What a line says at a moment: of a bucket what it went through, else what still holds; undefined where nothing is known. */
export function valueAt(
    parts: readonly Part[],
    at: number,
    holds: boolean,
    columns: (series: Series) => SeriesColumns | undefined,
): Value | undefined {
    const part = parts.find((each) => at >= each.from && at <= each.to);
    const found = part === undefined ? undefined : columns(part.series);
    if (part === undefined || found === undefined) return undefined;
    const bucket = Math.floor((at - part.series.offsetNanos) / part.series.bucketNanos);
    const i = firstAtLeast(found.index, bucket + 1) - 1;
    if (i < 0) return undefined;
    const last = found.last[i] ?? 0;
    if (found.index[i] === bucket) return { least: found.min[i] ?? 0, most: found.max[i] ?? 0, last };
    return holds ? { least: last, most: last, last } : undefined;
}

/** The next round value above the greatest: few of them, so that the scale rests while one pans. */
export function roundedUp(most: number): number {
    if (!(most > 0)) return 1;
    const power = 10 ** Math.floor(Math.log10(most));
    const step = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((each) => each * power >= most * 1.02);
    return (step ?? 12) * power;
}

/** A figure of an axis, where all are round: `25.0 kB` is 25 kB there. */
export const roundly = (text: string): string => text.replace(/\.0+(?=\D|$)|(\.\d*?)0+(?=\D|$)/, '$1');

/** The greatest that is shown, wherever within its bucket it was. */
export function greatest(parts: readonly Part[], columns: (series: Series) => SeriesColumns | undefined): number {
    let most = 0;
    for (const part of parts) {
        const found = columns(part.series);
        if (found === undefined) continue;
        const { from, to, before: held } = bucketsOf(part, found);
        if (held >= 0) most = Math.max(most, found.last[held] ?? 0);
        for (let i = from; i < to; i++) most = Math.max(most, found.max[i] ?? 0);
    }
    return most;
}
