import type { Overview } from '../../../api';
import { nanosOf, pixelOf, type Scale, type Span } from '../../../ui/timeaxis';
import { bucketAt, type LogScale, logScale, nanosAt, rowAt, rowSpan, type Selection, spanOf, yOf } from './model';

export const TRACK = 8;
export const LEFT = 58;
const RIGHT = 12;
const AXIS = 18;
const GAP = 8;
const BARS = 0.4;

export interface Point {
    x: number;
    y: number;
}

/** Where everything lies: the track of all the time, the bars, below them the durations, and the axis. */
export interface Frame {
    scale: Scale;
    /** From top to bottom. */
    bars: Span;
    log: LogScale;
    axis: number;
}

export function frameOf(overview: Overview, shown: Span, width: number, height: number): Frame {
    const axis = height - AXIS;
    const bars = { from: TRACK + 6, to: TRACK + 6 + (axis - TRACK - 6 - GAP) * BARS };
    const scale = { ...shown, start: LEFT, end: Math.max(LEFT + 1, width - RIGHT) };
    return { scale, bars, log: logScale(overview, bars.to + GAP, axis - 2), axis };
}

/** Whether a point lies among the durations, below the bars. */
export const inDurations = ({ bars }: Frame, { y }: Point): boolean => y > bars.to + GAP / 2;

/** What lies between two points: whole buckets and rows, as their counts are told; of single points what is between them. */
export function selectionBetween(
    overview: Overview,
    frame: Frame,
    one: Point,
    other: Point,
    cells: boolean,
): Selection {
    const at = (point: Point) => Math.min(Math.max(nanosOf(frame.scale, point.x), frame.scale.from), frame.scale.to);
    const [from, to] = [Math.min(at(one), at(other)), Math.max(at(one), at(other))];
    const below = inDurations(frame, one);
    const exact = below && !cells;
    const inside = Math.max(from, to - 1);
    const wide = {
        from: spanOf(overview, bucketAt(overview, from)).from,
        to: spanOf(overview, bucketAt(overview, inside)).to,
    };
    const time = exact
        ? { from, to: Math.max(to, from + 1) }
        : { from: Math.max(frame.scale.from, wide.from), to: Math.min(frame.scale.to, wide.to) };
    if (!below) return { time };
    const [low, high] = [nanosAt(frame.log, Math.max(one.y, other.y)), nanosAt(frame.log, Math.min(one.y, other.y))];
    const duration = exact
        ? { from: Math.floor(low), to: Math.ceil(high) + 1 }
        : { from: rowSpan(overview, rowAt(overview, low)).from, to: rowSpan(overview, rowAt(overview, high)).to };
    return { time, duration };
}

/** The rectangle of a selection, in pixels. */
export function rectOf(
    frame: Frame,
    { time, duration }: Selection,
): { x: number; y: number; width: number; height: number } {
    const x = Math.max(frame.scale.start, pixelOf(frame.scale, time.from));
    const width = Math.max(2, Math.min(frame.scale.end, pixelOf(frame.scale, time.to)) - x);
    if (duration === undefined) return { x, y: frame.bars.from, width, height: frame.axis - frame.bars.from };
    const [y, bottom] = [
        yOf(frame.log, duration.to),
        duration.from <= 0 ? frame.log.bottom : yOf(frame.log, duration.from),
    ];
    return { x, y, width, height: Math.max(2, bottom - y) };
}
