import type { Heat, Overview } from '../../api';

/** Of which durations a row of the heat map is, and how dark its fields are. */
export interface HeatRows {
    /** The least duration of each row, and the end of the last. */
    edges: readonly number[];
    /** The most requests in one field. */
    most: number;
}

/** A last row without an end is as wide as the one before it. */
export function heatRows({ nanos, endNanos, count }: Heat): HeatRows {
    const last = nanos.at(-1) ?? 1;
    const before = nanos.at(-2) ?? last / 2;
    const end = endNanos ?? last * Math.max(1.01, before > 0 ? last / before : 2);
    return { edges: [...nanos, end], most: count.reduce((a, b) => Math.max(a, b), 0) };
}

export type Mapped = Pick<Overview, 'from' | 'bucketNanos' | 'buckets' | 'heat'>;
const MOST_ROWS = 15;
const COLUMNS_TOGETHER = 2;
/** Shorter ones share the lowest row: the clocks of a capture tell them apart no better. */
const LEAST_NANOS = 1000;
const kept = new WeakMap<Heat, Mapped>();

/** The same map with fields large enough to be seen: neighbours put together. */
export function coarser(of: Mapped): Mapped {
    let made = kept.get(of.heat);
    if (made === undefined) kept.set(of.heat, (made = together(of, Math.ceil(of.heat.nanos.length / MOST_ROWS) || 1)));
    return made;
}

function together({ from, bucketNanos, buckets, heat }: Mapped, rows: number): Mapped {
    const fields = new Map<number, number>();
    const columns = Math.ceil(buckets / COLUMNS_TOGETHER);
    const nanos = heat.nanos.filter((_, row) => row % rows === 0);
    const lowest = Math.max(
        0,
        nanos.findLastIndex((from) => from <= LEAST_NANOS),
    );
    if (lowest > 0) nanos[lowest] = 0;
    for (let i = 0; i < heat.count.length; i++) {
        const field =
            Math.max(lowest, Math.floor((heat.row[i] ?? 0) / rows)) * columns +
            Math.floor((heat.index[i] ?? 0) / COLUMNS_TOGETHER);
        fields.set(field, (fields.get(field) ?? 0) + (heat.count[i] ?? 0));
    }
    const places = [...fields.keys()];
    return {
        from,
        bucketNanos: bucketNanos * COLUMNS_TOGETHER,
        buckets: columns,
        heat: {
            nanos,
            endNanos: heat.endNanos ?? null,
            index: places.map((place) => place % columns),
            row: places.map((place) => Math.floor(place / columns)),
            count: [...fields.values()],
        },
    };
}

/** From 0 for none to 1 for the most; a single request is still to be seen. */
export function shade(count: number, most: number): number {
    if (count <= 0) return 0;
    return most <= 1 ? 1 : 0.3 + 0.7 * (Math.log(count) / Math.log(most));
}

/** The shortest and longest duration that a heat map tells apart, as powers of ten: its axis. */
export interface LatencyScale {
    least: number;
    most: number;
}

export function latencyScale({ heat }: Pick<Overview, 'heat'>): LatencyScale {
    let first = Infinity;
    let last = -1;
    for (const row of heat.row) {
        first = Math.min(first, row);
        last = Math.max(last, row);
    }
    const { edges } = heatRows(heat);
    const least = Math.max(LEAST_NANOS, edges[Math.min(first, edges.length - 1)] ?? 0);
    const most = Math.max(least * 10, edges[last + 1] ?? 1e9);
    return { least, most };
}

/** How high on its axis a duration stands: 0 at the bottom, 1 at the top. */
export function heightOf(nanos: number, { least, most }: LatencyScale): number {
    const share = Math.log(Math.max(nanos, 1) / least) / Math.log(most / least);
    return Math.min(1, Math.max(0, share));
}

/** The powers of ten between, as marks of the axis. */
export function latencyTicks({ least, most }: LatencyScale): number[] {
    const found: number[] = [];
    for (let nanos = 10 ** Math.ceil(Math.log10(least) - 1e-9); nanos <= most; nanos *= 10) found.push(nanos);
    return found;
}

/** How many requests took how long at one place of the map. */
export function heatAt(of: Omit<Mapped, 'buckets'>, at: number, nanos: number) {
    const bucket = Math.floor((at - of.from) / of.bucketNanos);
    const { heat } = of;
    let row = heat.nanos.length - 1;
    while (row > 0 && (heat.nanos[row] ?? 0) > nanos) row--;
    for (let i = 0; i < heat.index.length; i++) {
        if (heat.index[i] !== bucket || heat.row[i] !== row) continue;
        const { edges } = heatRows(heat);
        return { count: heat.count[i] ?? 0, from: edges[row] ?? 0, to: edges[row + 1] ?? 0 };
    }
    return undefined;
}
