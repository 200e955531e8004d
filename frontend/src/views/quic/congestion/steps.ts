import type { SeriesColumns } from '../../../api';
import type { Surface } from '../../../ui/canvas';
import { pixelOf, type Scale } from '../../../ui/timeaxis';
import type { Part } from '../pieces';
import { bucketsOf } from './derive';

/** Where values lie: from the lower edge up. */
export interface Heights {
    top: number;
    bottom: number;
    most: number;
}

export const heightOf = ({ top, bottom, most }: Heights, value: number): number =>
    bottom - (Math.min(value, most) / most) * (bottom - top);

/** A value that holds until the next: what it went through within a bucket is a band, so that no spike vanishes. */
export function paintSteps(
    { pen }: Surface,
    scale: Scale,
    heights: Heights,
    part: Part,
    columns: SeriesColumns,
    thick: number,
    dashed: boolean,
): void {
    const { from, to, before } = bucketsOf(part, columns);
    const left = pixelOf(scale, part.from);
    const right = pixelOf(scale, part.to);
    let x = left;
    let value = before >= 0 ? columns.last[before] : undefined;
    for (let i = from; i <= to; i++) {
        const next = i < to ? bucketX(scale, part, columns, i) : right;
        if (value !== undefined) paintLevel(pen, x, next, heightOf(heights, value), thick, dashed);
        if (i === to) break;
        const high = heightOf(heights, columns.max[i] ?? 0);
        const low = heightOf(heights, columns.min[i] ?? 0);
        const old = value === undefined ? low : heightOf(heights, value);
        const top = Math.min(high, old);
        pen.fillRect(next - thick / 2, top - thick / 2, thick, Math.max(low, old) - top + thick);
        value = columns.last[i];
        x = next;
    }
}

function paintLevel(
    pen: CanvasRenderingContext2D,
    from: number,
    to: number,
    y: number,
    thick: number,
    dashed: boolean,
): void {
    if (!dashed) {
        pen.fillRect(from, y - thick / 2, to - from, thick);
        return;
    }
    // By absolute places, so that dashes neither restart at a step nor wander while one pans.
    for (let x = Math.floor(from / 8) * 8; x < to; x += 8) {
        const start = Math.max(x, from);
        const end = Math.min(x + 5, to);
        if (end > start) pen.fillRect(start, y - thick / 2, end - start, thick);
    }
}

/** What happened within each bucket, from the ground up. */
export function paintBars(
    { pen }: Surface,
    scale: Scale,
    heights: Heights,
    part: Part,
    columns: SeriesColumns,
    least: number,
): void {
    const { from, to } = bucketsOf(part, columns);
    const wide = wideOf(scale, part);
    for (let i = from; i < to; i++) {
        const value = columns.max[i] ?? 0;
        if (value <= 0) continue;
        const top = Math.min(heightOf(heights, value), heights.bottom - least);
        pen.fillRect(bucketX(scale, part, columns, i), top, wide, heights.bottom - top);
    }
}

/** The same as a line at its height, joined where buckets are neighbours. */
export function paintCaps(
    { pen }: Surface,
    scale: Scale,
    heights: Heights,
    part: Part,
    columns: SeriesColumns,
    thick: number,
): void {
    const { from, to } = bucketsOf(part, columns);
    const wide = wideOf(scale, part);
    let before = heights.bottom;
    for (let i = from; i < to; i++) {
        const y = heightOf(heights, columns.max[i] ?? 0);
        const x = bucketX(scale, part, columns, i);
        const joined = i > from && (columns.index[i - 1] ?? -9) === (columns.index[i] ?? 0) - 1;
        if (joined) pen.fillRect(x, Math.min(y, before), 1, Math.abs(before - y));
        pen.fillRect(x, y - thick / 2, wide, thick);
        before = y;
    }
}

const wideOf = (scale: Scale, part: Part): number =>
    Math.max(1, pixelOf(scale, scale.from + part.series.bucketNanos) - scale.start);

/** Single measurements: from the least to the most of a bucket, each at least a dot. */
export function paintDots(
    surface: Surface,
    scale: Scale,
    heights: Heights,
    part: Part,
    columns: SeriesColumns,
    size: number,
): void {
    const { from, to } = bucketsOf(part, columns);
    for (let i = from; i < to; i++) {
        const high = heightOf(heights, columns.max[i] ?? 0);
        const low = heightOf(heights, columns.min[i] ?? 0);
        const x = bucketX(scale, part, columns, i);
        surface.pen.fillRect(x - size / 2, high - size / 2, size, low - high + size);
    }
}

function bucketX(scale: Scale, part: Part, columns: SeriesColumns, i: number): number {
    const { offsetNanos, bucketNanos } = part.series;
    return pixelOf(scale, Math.max(part.from, offsetNanos + (columns.index[i] ?? 0) * bucketNanos));
}
