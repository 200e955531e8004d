import type { RangeKind, StreamDetail, StreamRange } from '../../../api';
import { ticks } from '../../../ui/axis';
import { paintHatched, paintTimeAxis } from '../../../ui/axispaint';
import type { Surface } from '../../../ui/canvas';
import type { ColourName } from '../../../ui/colours';
import { bytes, count, duration } from '../../../ui/format';
import { pixelOf, type Scale } from '../../../ui/timeaxis';
import { unloaded, type Windows } from '../../../ui/windows';
import { roundedUp, roundly } from '../congestion/derive';
import type { Look } from '../look';
import { AFTER_PIXELS, BEFORE_PIXELS } from '../overview';

const AXIS_PIXELS = 22;

export const KINDS: readonly { kind: RangeKind; name: string; colour: ColourName; line?: true }[] = [
    { kind: 'sent', name: 'sent', colour: 'plot-sent' },
    { kind: 'acked', name: 'acked', colour: 'plot-acked', line: true },
    { kind: 'received', name: 'received', colour: 'plot-received' },
    { kind: 'reordered', name: 'received out of order', colour: 'frame-flow' },
    { kind: 'retransmitted', name: 'sent again', colour: 'plot-mark' },
    { kind: 'lost', name: 'lost', colour: 'plot-lost' },
];

/** The byte ranges of a stream over time, and what is under the pointer. */
export function paintRanges(
    surface: Surface,
    look: Look,
    windows: Windows<StreamDetail>,
    hover: { x: number; y: number } | undefined,
): void {
    const { pen, height, colours } = surface;
    const { timeline } = look;
    const shown = timeline.shown.value;
    const scale: Scale = { ...shown, start: BEFORE_PIXELS, end: surface.width - AFTER_PIXELS };
    const bottom = height - AXIS_PIXELS;
    paintTimeAxis(surface, scale, 0, AXIS_PIXELS);
    const piece = windows.pieces.value[0];
    const extent = timeline.extent.value;
    const inside = { from: Math.max(shown.from, extent.from), to: Math.min(shown.to, extent.to) };
    paintHatched(surface, scale, unloaded(inside, piece === undefined ? [] : [piece]), 0, bottom);
    if (piece === undefined) return;
    const ranges = piece.value.ranges.filter(
        (each) => each.toOffsetNanos >= shown.from && each.offsetNanos <= shown.to,
    );
    const { least, most } = offsetsOf(ranges);
    const yOf = (offset: number) => bottom - 4 - ((offset - least) / (most - least)) * (bottom - 16);
    pen.font = `11px ${colours.font}`;
    pen.textAlign = 'right';
    pen.textBaseline = 'middle';
    for (const offset of least === 0 ? ticks(most, bottom > 160 ? 5 : 2) : [least, (least + most) / 2, most]) {
        pen.fillStyle = colours.line;
        pen.fillRect(scale.start, Math.round(yOf(offset)), scale.end - scale.start, 1);
        pen.fillStyle = colours['ink-3'];
        pen.fillText(roundly(bytes(Math.round(offset))), scale.start - 8, yOf(offset));
    }
    pen.save();
    pen.beginPath();
    pen.rect(scale.start, 0, scale.end - scale.start, bottom);
    pen.clip();
    for (const { kind, colour, line } of KINDS) {
        pen.fillStyle = colours[colour];
        for (const range of ranges) if (range.kind === kind) paintRange(pen, scale, range, yOf, line === true);
    }
    pen.restore();
    const at = timeline.cursor.value ?? look.moment.value;
    if (at !== undefined) {
        pen.fillStyle = colours['ink-3'];
        pen.fillRect(Math.round(pixelOf(scale, at)), 0, 1, bottom);
    }
    const near = hover === undefined ? undefined : nearest(ranges, scale, yOf, hover.x, hover.y);
    if (near !== undefined) paintNote(surface, scale, near, hover?.x ?? 0, hover?.y ?? 0);
}

function paintRange(
    pen: CanvasRenderingContext2D,
    scale: Scale,
    range: StreamRange,
    yOf: (offset: number) => number,
    line: boolean,
): void {
    const { left, wide } = slotOf(range, pixelOf(scale, range.offsetNanos), pixelOf(scale, range.toOffsetNanos));
    const top = yOf(range.offset + range.length);
    const tall = Math.max(range.kind === 'sent' || line ? 1.5 : 3, yOf(range.offset) - top);
    pen.globalAlpha = line ? 0.55 : range.kind === 'sent' ? 0.9 : 1;
    pen.fillRect(left, top, wide, tall);
    pen.globalAlpha = 1;
}

/** What is too short to be seen has its own lane of a few pixels beside its moment, so that no kind hides another. */
const LANES: Record<RangeKind, readonly [number, number]> = {
    acked: [0, 1],
    sent: [0, 3],
    received: [0, 3],
    reordered: [3, 2],
    retransmitted: [3, 2],
    lost: [5, 2],
};

/** Where a range lies from left to right; of one made of many with gaps between them the lane is as full as it is. */
export function slotOf(
    range: Pick<StreamRange, 'kind' | 'bytes' | 'length'>,
    from: number,
    to: number,
): { left: number; wide: number } {
    const [left, wide] = LANES[range.kind];
    if (range.kind === 'acked') return { left: from, wide: Math.min(2, Math.max(1, to - from)) };
    if (to - from > left + wide) return { left: from, wide: to - from };
    const full = range.length === 0 ? 1 : Math.min(1, range.bytes / range.length);
    return { left: from + left, wide: Math.max(0.75, wide * full) };
}

/** The offsets in sight, at round ends; a little of a whole for one range. */
export function offsetsOf(ranges: readonly StreamRange[]): { least: number; most: number } {
    let least = Infinity;
    let most = 0;
    for (const range of ranges) {
        least = Math.min(least, range.offset);
        most = Math.max(most, range.offset + range.length);
    }
    if (least > most) return { least: 0, most: 1 };
    if (least < most * 0.25) return { least: 0, most: roundedUp(most) };
    return { least, most: Math.max(most, least + 1) };
}

/** The range under a place, the rarer kinds first; none further than a few pixels. */
function nearest(
    ranges: readonly StreamRange[],
    scale: Scale,
    yOf: (offset: number) => number,
    x: number,
    y: number,
): StreamRange | undefined {
    const reach = 5;
    const under = ranges.filter(
        (range) =>
            x >= pixelOf(scale, range.offsetNanos) - reach &&
            x <= pixelOf(scale, range.toOffsetNanos) + reach &&
            y >= yOf(range.offset + range.length) - reach &&
            y <= yOf(range.offset) + reach,
    );
    const rank = (range: StreamRange) => KINDS.findIndex(({ kind }) => kind === range.kind);
    return under.sort((a, b) => rank(b) - rank(a))[0];
}

function paintNote({ pen, colours }: Surface, scale: Scale, range: StreamRange, x: number, y: number): void {
    const name = KINDS.find(({ kind }) => kind === range.kind)?.name ?? range.kind;
    const merged =
        range.count > 1
            ? `, ${count(range.count)} events within ${duration(range.toOffsetNanos - range.offsetNanos)}`
            : '';
    const bytes = `${count(range.offset)}–${count(range.offset + range.length)}`;
    const text = `${name}: ${bytes} at ${(range.offsetNanos / 1e6).toFixed(3)} ms${merged}`;
    pen.font = `600 11px ${colours.font}`;
    const wide = pen.measureText(text).width + 12;
    const left = Math.min(Math.max(x + 12, scale.start), scale.end - wide);
    pen.fillStyle = colours.ink;
    pen.beginPath();
    pen.roundRect(left, Math.max(2, y - 26), wide, 18, 4);
    pen.fill();
    pen.fillStyle = colours.surface;
    pen.textAlign = 'left';
    pen.textBaseline = 'middle';
    pen.fillText(text, left + 6, Math.max(2, y - 26) + 9);
}
