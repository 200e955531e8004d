import type { Overview } from '../../../api';
import { parts, withCondition, without } from '../../../ui/query';
import { parsed } from '../../../ui/querytree';
import type { Span } from '../../../ui/timeaxis';

export type Stack = 'status' | 'protocol';

/** From the base line up: what went wrong stands on it, where one compares it. */
export const KINDS: Record<Stack, readonly string[]> = {
    status: ['5xx', '4xx', 'none', '3xx', '2xx', '1xx'],
    protocol: ['HTTP/3', 'HTTP/2', 'HTTP/1.1', 'HTTP/1.0', 'none'],
};

export interface Bar {
    /** Which bucket. */
    index: number;
    total: number;
    /** By the kinds of the stack, in their order. */
    counts: number[];
}

/** The buckets in which something is, in order of time. */
export function bars({ counts }: Overview, stack: Stack): Bar[] {
    const columns = KINDS[stack].map((kind) => counts[stack][kind]);
    return counts.index.map((index, i) => {
        const here = columns.map((column) => column?.[i] ?? 0);
        return { index, counts: here, total: here.reduce((sum, n) => sum + n, 0) };
    });
}

export const spanOf = ({ from, bucketNanos }: Overview, index: number): Span => ({
    from: from + index * bucketNanos,
    to: from + (index + 1) * bucketNanos,
});

export const bucketAt = ({ from, bucketNanos, buckets }: Overview, nanos: number): number =>
    Math.max(0, Math.min(buckets - 1, Math.floor((nanos - from) / bucketNanos)));

/** Heights in pixels from the base line up: in proportion, but what is there is seen. */
export function heights(counts: readonly number[], most: number, pixels: number): number[] {
    const wanted = counts.map((n) => (n === 0 ? 0 : Math.max(1, (n / Math.max(1, most)) * pixels)));
    const sum = wanted.reduce((all, n) => all + n, 0);
    const least = wanted.filter((n) => n === 1).length;
    const fit = (pixels - least) / Math.max(1, sum - least);
    return sum <= pixels ? wanted : wanted.map((n) => (n <= 1 ? n : n * fit));
}

/** Durations on a line of pixels, by their logarithm; the longest above. */
export interface LogScale {
    least: number;
    most: number;
    top: number;
    bottom: number;
}

export function yOf({ least, most, top, bottom }: LogScale, nanos: number): number {
    const share = Math.log(Math.max(nanos, least) / least) / Math.log(most / least);
    return bottom - Math.min(1, share) * (bottom - top);
}

export const nanosAt = ({ least, most, top, bottom }: LogScale, y: number): number =>
    least * (most / least) ** ((bottom - Math.min(Math.max(y, top), bottom)) / (bottom - top));

/** Where a row of the heat map begins and ends; the first begins at nothing. */
export function rowSpan({ heat }: Overview, row: number): Span {
    const from = heat.nanos[row] ?? 0;
    const next = heat.nanos[row + 1] ?? heat.endNanos ?? undefined;
    const before = heat.nanos[row - 1];
    return { from, to: next ?? (before !== undefined && before > 0 ? (from * from) / before : from * 2) };
}

/** From the least to the greatest row in which something is, or undefined where nothing is. */
export function heatRows({ heat }: Overview): { first: number; last: number } | undefined {
    if (heat.row.length === 0) return undefined;
    let [first, last] = [Infinity, 0];
    for (const row of heat.row) [first, last] = [Math.min(first, row), Math.max(last, row)];
    return { first, last };
}

/** Rows put together until there are at most so many: a cell is to be seen and aimed at. */
export function coarser(overview: Overview, most: number): Overview {
    const rows = heatRows(overview);
    const { heat } = overview;
    const by = rows === undefined ? 1 : Math.ceil((rows.last - rows.first + 1) / most);
    if (by <= 1) return overview;
    const cells = new Map<string, { index: number; row: number; count: number }>();
    heat.index.forEach((index, i) => {
        const row = Math.floor((heat.row[i] ?? 0) / by);
        const key = `${index} ${row}`;
        const cell = cells.get(key) ?? { index, row, count: 0 };
        cells.set(key, { ...cell, count: cell.count + (heat.count[i] ?? 0) });
    });
    const all = [...cells.values()];
    return {
        ...overview,
        heat: {
            ...heat,
            nanos: heat.nanos.filter((_, row) => row % by === 0),
            index: all.map(({ index }) => index),
            row: all.map(({ row }) => row),
            count: all.map(({ count }) => count),
        },
    };
}

/** Shorter ones lie together on the lowest line: nobody looks for them, and they would take half the height. */
const LEAST_NANOS = 1000;

export function logScale(overview: Overview, top: number, bottom: number): LogScale {
    const rows = heatRows(overview);
    if (rows === undefined) return { least: 1e5, most: 1e9, top, bottom };
    const [from, to] = [rowSpan(overview, rows.first), rowSpan(overview, rows.last).to];
    const least = Math.max(from.from, from.to / 4, Math.min(LEAST_NANOS, to / 4), 1);
    return { least, most: Math.max(to, least * 2), top, bottom };
}

export function rowAt(overview: Overview, nanos: number): number {
    const above = overview.heat.nanos.findIndex((least) => least > nanos);
    return Math.max(0, (above < 0 ? overview.heat.nanos.length : above) - 1);
}

/** Requests of a cell. */
export function cellCount({ heat }: Overview, bucket: number, row: number): number {
    const at = heat.index.findIndex((index, i) => index === bucket && heat.row[i] === row);
    return heat.count[at] ?? 0;
}

/** From nothing to 1, evenly over the powers of ten: one request is seen beside a thousand. */
export const strength = (count: number, most: number): number =>
    most <= 1 ? 1 : 0.18 + 0.82 * (Math.log(count) / Math.log(most));

/** What was drawn: a stretch of time, and in the lower plot one of durations too. */
export interface Selection {
    time: Span;
    duration?: Span;
}

const UNITS = [
    ['s', 1e9],
    ['ms', 1e6],
    ['us', 1e3],
    ['ns', 1],
] as const;

/** A duration as the query language takes it, of three digits that lie no nearer: `5ms`, `1.25s`, `33.6us`. */
export function durationWord(nanos: number, round: 'down' | 'up'): string {
    const [unit, size] = UNITS.find(([, of]) => nanos >= of) ?? ['ns', 1];
    const step = 10 ** (Math.floor(Math.log10(Math.max(1, nanos))) - 2);
    const whole = (round === 'down' ? Math.floor : Math.ceil)(nanos / step - (round === 'down' ? -1e-9 : 1e-9)) * step;
    return `${Number((whole / size).toPrecision(6))}${unit}`;
}

export const durationConditions = ({ from, to }: Span): string[] => [
    ...(from > 0 ? [`duration >= ${durationWord(from, 'down')}`] : []),
    `duration < ${durationWord(to, 'up')}`,
];

/** A query narrowed to durations; the bounds that it had are replaced. */
export function withDurations(query: string, span: Span): string {
    const isBound = (text: string) => {
        const tree = parsed(text);
        return tree?.kind === 'condition' && tree.field === 'duration' && ['>=', '<'].includes(tree.operator);
    };
    let left = query;
    for (let part = parts(left).find(({ text }) => isBound(text)); part !== undefined; ) {
        left = without(left, part);
        part = parts(left).find(({ text }) => isBound(text));
    }
    return durationConditions(span).reduce(withCondition, left);
}

/** The present stretch, twice as long about its middle, or all of it. */
export function widened(shown: Span, extent: Span): Span | undefined {
    const half = shown.to - shown.from;
    const middle = (shown.from + shown.to) / 2;
    const [from, to] = [Math.max(extent.from, middle - half), Math.min(extent.to, middle + half)];
    return from <= extent.from && to >= extent.to ? undefined : { from, to };
}
