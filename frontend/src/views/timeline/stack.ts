import type { Dress } from '../../ui/dress';
import { pixelOf, type Scale } from '../../ui/timeaxis';

export interface Layer {
    dress: Dress;
    counts: readonly number[];
}

/** How often something happened in each bucket of time, by kind; buckets in which nothing did are left out. */
export interface Stack {
    from: number;
    bucketNanos: number;
    index: readonly number[];
    /** From the bottom upward. */
    layers: readonly Layer[];
    /** The most in one bucket, per second. */
    most: number;
}

interface Buckets {
    from: number;
    bucketNanos: number;
}

export function stackOf(
    { from, bucketNanos }: Buckets,
    index: readonly number[],
    counts: Readonly<Record<string, readonly number[]>>,
    dresses: readonly Dress[],
): Stack {
    const layers: Layer[] = [];
    for (const dress of dresses) {
        const found = counts[dress.id];
        if (found?.some((n) => n > 0) === true) layers.push({ dress, counts: found });
    }
    let most = 0;
    for (let i = 0; i < index.length; i++) most = Math.max(most, totalAt(layers, i));
    return { from, bucketNanos, index, layers, most: perSecond(most, bucketNanos) };
}

export const perSecond = (count: number, bucketNanos: number): number => (count / bucketNanos) * 1e9;

const totalAt = (layers: readonly Layer[], i: number): number =>
    layers.reduce((sum, { counts }) => sum + (counts[i] ?? 0), 0);

/** The first place in an ascending list whose value is not below `least`. */
export function firstFrom(sorted: readonly number[], least: number): number {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
        const middle = (low + high) >> 1;
        if ((sorted[middle] ?? 0) < least) low = middle + 1;
        else high = middle;
    }
    return low;
}

/** Where the buckets of a stretch of time are in the list. */
export function within(
    { from, bucketNanos, index }: Omit<Stack, 'layers' | 'most'>,
    span: { from: number; to: number },
) {
    const first = Math.floor((span.from - from) / bucketNanos);
    const last = Math.ceil((span.to - from) / bucketNanos);
    return { from: firstFrom(index, first), to: firstFrom(index, last) };
}

/** Rectangles of one kind, four numbers each: x, y, width, height. */
export interface Bars {
    dress: Dress;
    quads: number[];
}

/** A kind that happened at all is to be seen, however little of the whole it is. */
const LEAST_PIXELS = 2;

/** The bars of a stretch, on whole pixels so that no seam shows between them; `most` reaches the top. */
export function barsOf(
    stack: Stack,
    scale: Scale,
    part: { from: number; to: number },
    most: number,
    bottom: number,
    height: number,
): Bars[] {
    const bars: Bars[] = stack.layers.map(({ dress }) => ({ dress, quads: [] }));
    const { from, to } = within(stack, part);
    const scaled = most === 0 ? 0 : (height * 1e9) / stack.bucketNanos / most;
    for (let i = from; i < to; i++) {
        const at = stack.from + (stack.index[i] ?? 0) * stack.bucketNanos;
        const x = Math.round(pixelOf(scale, at));
        const wide = Math.max(1, Math.round(pixelOf(scale, at + stack.bucketNanos)) - x);
        let y = bottom;
        for (let layer = 0; layer < bars.length; layer++) {
            const count = stack.layers[layer]?.counts[i] ?? 0;
            if (count === 0) continue;
            const tall = Math.max(LEAST_PIXELS, count * scaled);
            y -= tall;
            bars[layer]?.quads.push(x, Math.max(bottom - height, y), wide, tall + Math.min(0, y - (bottom - height)));
        }
    }
    return bars;
}

/** What a moment's bucket holds, by kind; undefined where nothing is counted. */
export function readingAt(stack: Stack, at: number): { dress: Dress; count: number }[] | undefined {
    const bucket = Math.floor((at - stack.from) / stack.bucketNanos);
    const i = firstFrom(stack.index, bucket);
    if (stack.index[i] !== bucket) return undefined;
    return stack.layers
        .map(({ dress, counts }) => ({ dress, count: counts[i] ?? 0 }))
        .filter(({ count }) => count > 0)
        .reverse();
}

/** The next of 1, 2 or 5 times a power of ten, so that a scale does not tremble. */
export function roundedUp(n: number): number {
    if (n <= 0) return 1;
    const power = 10 ** Math.floor(Math.log10(n));
    return ([1, 2, 5, 10].find((each) => each * power >= n * 0.9999) ?? 10) * power;
}
