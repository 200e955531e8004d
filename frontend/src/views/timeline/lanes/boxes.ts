import type { LaneItems } from '../../../api';
import { pixelOf, type Scale, type Span } from '../../../ui/timeaxis';
import { firstFrom } from '../stack';

export const LANE_PIXELS = 22;
const PAD_PIXELS = 2;
/** More at the same time than these share the last line of a lane. */
const MOST_LINES = 4;
const LEAST_PIXELS = 2;
const NEAR_PIXELS = 3;

/** Which line of its lane each item is on, so that those of one time stand below one another. */
export interface Shape {
    line: Uint8Array;
    lines: number;
    /** The longest of those whose end is known. */
    longest: number;
    /** Those without a known end, which reach into all that comes. */
    open: readonly number[];
}

const shapes = new WeakMap<LaneItems, Shape>();

export function shapeOf(items: LaneItems): Shape {
    let shape = shapes.get(items);
    if (shape === undefined) shapes.set(items, (shape = shaped(items)));
    return shape;
}

function shaped(items: LaneItems): Shape {
    const line = new Uint8Array(items.from.length);
    const ends: number[] = [];
    const open: number[] = [];
    let longest = 0;
    for (let i = 0; i < items.from.length; i++) {
        const from = items.from[i] ?? 0;
        const to = items.to[i] ?? -1;
        let place = ends.findIndex((end) => end <= from);
        if (place < 0 && ends.length < MOST_LINES) place = ends.length;
        if (place < 0) place = ends.indexOf(Math.min(...ends));
        line[i] = place;
        ends[place] = Math.max(ends[place] ?? 0, isOpen(to) ? Infinity : to);
        if (isOpen(to)) open.push(i);
        else longest = Math.max(longest, to - from);
    }
    return { line, lines: Math.max(1, ends.length), longest, open };
}

export const isOpen = (to: number): boolean => to < 0;

/** Where on its lane's height a line is. */
export function lineOf({ lines }: Shape, line: number): { y: number; height: number } {
    const height = (LANE_PIXELS - 2 * PAD_PIXELS) / lines;
    return { y: PAD_PIXELS + line * height, height: lines === 1 ? height : height - 1 };
}

export type Visit = (item: number, x: number, width: number) => void;

interface Drawn {
    items: LaneItems;
    bucketNanos: number;
    /** Where an item without an end stops being drawn. */
    until: number;
}

/** Those that reach into a stretch of time, in order of their beginnings, with where they are drawn. */
export function eachBox({ items, bucketNanos, until }: Drawn, scale: Scale, part: Span, visit: Visit): void {
    const shape = shapeOf(items);
    const first = firstFrom(items.from, part.from - Math.max(shape.longest, bucketNanos));
    const bucketPixels = (bucketNanos / (scale.to - scale.from)) * (scale.end - scale.start);
    for (const i of shape.open) {
        if (i >= first) break;
        box(i);
    }
    for (let i = first; i < items.from.length && (items.from[i] ?? 0) <= part.to; i++) box(i);

    function box(i: number): void {
        const from = items.from[i] ?? 0;
        const to = items.to[i] ?? -1;
        const end = isOpen(to) ? Math.max(until, from) : to;
        if (end < part.from - bucketNanos) return;
        const x = pixelOf(scale, from);
        // Where it stands for many they fill its bucket.
        const least = (items.count[i] ?? 1) > 1 ? Math.max(LEAST_PIXELS, bucketPixels * 0.8) : LEAST_PIXELS;
        const cut = Math.max(x, scale.start - 4);
        visit(i, cut, Math.max(least - (cut - x), Math.min(pixelOf(scale, end), scale.end + 4) - cut));
    }
}

/** The item at a place of a lane, or the nearest beside it; `y` from the lane's upper edge. */
export function itemAt(of: Drawn, scale: Scale, x: number, y: number): number | undefined {
    const shape = shapeOf(of.items);
    let found: number | undefined;
    let best = NEAR_PIXELS;
    const room = ((scale.to - scale.from) * (NEAR_PIXELS + 2)) / (scale.end - scale.start);
    const at = scale.from + ((x - scale.start) / (scale.end - scale.start)) * (scale.to - scale.from);
    eachBox(of, scale, { from: at - room, to: at + room }, (i, left, width) => {
        const { y: top, height } = lineOf(shape, shape.line[i] ?? 0);
        const aside = Math.max(left - x, x - left - width, 0);
        const beyond = Math.max(top - y, y - top - height, 0);
        const far = aside + beyond / 4;
        if (far < best || (far === best && aside === 0)) {
            best = far;
            found = i;
        }
    });
    return found;
}

const LETTER_PIXELS = 6;

/** As much of a text as there is room for; "" where that would tell nothing. */
export function fitted(text: string, width: number): string {
    const letters = Math.floor((width - 8) / LETTER_PIXELS);
    if (letters < 4) return '';
    return text.length <= letters ? text : `${text.slice(0, letters - 1)}…`;
}
