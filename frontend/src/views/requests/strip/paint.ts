import type { Overview, Scatter } from '../../../api';
import { paintHatched } from '../../../ui/axispaint';
import type { Surface } from '../../../ui/canvas';
import { clockTicks } from '../../../ui/clockaxis';
import type { ColourName } from '../../../ui/colours';
import { count, duration } from '../../../ui/format';
import { pixelOf, type Span } from '../../../ui/timeaxis';
import { type Frame, LEFT, rectOf, TRACK } from './frame';
import { bars, heights, KINDS, rowSpan, type Selection, spanOf, type Stack, strength, yOf } from './model';

export const COLOURS: Record<string, ColourName> = {
    '1xx': 'ink-3',
    '2xx': 'good',
    '3xx': 'info',
    '4xx': 'warn',
    '5xx': 'bad',
    none: 'ink-3',
    'HTTP/1.0': 'stream-6',
    'HTTP/1.1': 'stream-4',
    'HTTP/2': 'stream-1',
    'HTTP/3': 'stream-2',
};

export interface Drawn {
    overview: Overview;
    /** Instead of the heat map, where it is here. */
    points: Scatter | undefined;
    stack: Stack;
    frame: Frame;
    selection: Selection | undefined;
    cursor: number | undefined;
}

export function paintStrip(surface: Surface, drawn: Drawn): void {
    const { pen, colours } = surface;
    const { overview, frame } = drawn;
    paintTimes(surface, drawn);
    pen.save();
    pen.beginPath();
    pen.rect(frame.scale.start, 0, frame.scale.end - frame.scale.start, surface.height);
    pen.clip();
    paintBars(surface, drawn);
    if (drawn.points === undefined) paintHeat(surface, drawn);
    else paintPoints(surface, frame, drawn.points);
    const lost = overview.losses.map(({ fromOffsetNanos: from, toOffsetNanos: to }) => ({ from, to: to + 1 }));
    paintHatched(surface, frame.scale, lost.map(seen(frame)), frame.bars.from, frame.axis);
    pen.restore();
    paintLabels(surface, drawn);
    paintTrack(surface, drawn);
    if (drawn.selection !== undefined) {
        const { x, y, width, height } = rectOf(frame, drawn.selection);
        pen.fillStyle = colours.accent;
        pen.globalAlpha = 0.16;
        pen.fillRect(x, y, width, height);
        pen.globalAlpha = 1;
        pen.strokeStyle = colours.accent;
        pen.strokeRect(Math.round(x) + 0.5, Math.round(y) + 0.5, Math.round(width) - 1, Math.round(height) - 1);
    } else if (drawn.cursor !== undefined) {
        pen.fillStyle = colours['ink-3'];
        pen.fillRect(Math.round(drawn.cursor), frame.bars.from, 1, frame.axis - frame.bars.from);
    }
}

/** A loss of a moment is seen too. */
const seen =
    ({ scale }: Frame) =>
    (span: Span): Span => {
        const least = ((scale.to - scale.from) / (scale.end - scale.start)) * 3;
        return { from: span.from, to: Math.max(span.to, span.from + least) };
    };

function paintTimes({ pen, colours }: Surface, { overview, frame }: Drawn): void {
    const { scale, bars: place, axis } = frame;
    pen.font = `11px ${colours.font}`;
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    for (const { at, label } of clockTicks(overview.origin, scale, (scale.end - scale.start) / 110)) {
        const x = Math.round(pixelOf(scale, at));
        pen.fillStyle = colours.line;
        pen.fillRect(x, place.from, 1, axis - place.from);
        pen.fillStyle = colours['ink-3'];
        pen.fillText(label, Math.min(Math.max(x, scale.start + 20), scale.end - 24), axis + 10);
    }
    pen.fillStyle = colours.line;
    for (const y of [place.to, axis]) pen.fillRect(scale.start, Math.round(y), scale.end - scale.start, 1);
}

function paintBars({ pen, colours }: Surface, { overview, stack, frame }: Drawn): void {
    const all = bars(overview, stack);
    const most = Math.max(1, ...all.map(({ total }) => total));
    const pixels = frame.bars.to - frame.bars.from;
    for (const { index, counts } of all) {
        const span = spanOf(overview, index);
        const x = Math.round(pixelOf(frame.scale, span.from));
        const width = Math.max(1, Math.round(pixelOf(frame.scale, span.to)) - x - 1);
        let y = frame.bars.to;
        heights(counts, most, pixels).forEach((height, i) => {
            const kind = KINDS[stack][i] ?? 'none';
            pen.fillStyle = colours[COLOURS[kind] ?? 'ink-3'];
            pen.globalAlpha = kind === 'none' ? 0.45 : 1;
            pen.fillRect(x, y - height, width, height);
            y -= height;
        });
    }
    pen.globalAlpha = 1;
}

function paintHeat({ pen, colours }: Surface, { overview, frame }: Drawn): void {
    const { heat } = overview;
    const most = heat.count.reduce((max, n) => Math.max(max, n), 1);
    pen.fillStyle = colours.accent;
    heat.count.forEach((n, i) => {
        const span = spanOf(overview, heat.index[i] ?? 0);
        const row = rowSpan(overview, heat.row[i] ?? 0);
        const x = Math.round(pixelOf(frame.scale, span.from));
        const width = Math.max(1, Math.round(pixelOf(frame.scale, span.to)) - x);
        const y = Math.round(yOf(frame.log, row.to));
        const bottom = row.from < frame.log.least ? frame.log.bottom : Math.round(yOf(frame.log, row.from));
        pen.globalAlpha = strength(n, most);
        pen.fillRect(x, y, width, Math.max(1, bottom - y));
    });
    pen.globalAlpha = 1;
}

/** The class of a status is its colour and its shape. */
function paintPoints({ pen, colours }: Surface, frame: Frame, points: Scatter): void {
    points.offsetNanos.forEach((at, i) => {
        const x = pixelOf(frame.scale, at);
        const y = yOf(frame.log, points.durationNanos[i] ?? 0);
        const kind = Math.floor((points.status[i] ?? 0) / 100);
        const colour = colours[COLOURS[`${kind}xx`] ?? 'ink-3'];
        pen.fillStyle = pen.strokeStyle = colour;
        pen.globalAlpha = kind >= 4 ? 1 : 0.6;
        pen.beginPath();
        if (kind === 5) pen.rect(x - 2.5, y - 2.5, 5, 5);
        else if (kind === 4) {
            pen.moveTo(x, y - 3.5);
            pen.lineTo(x + 3.5, y);
            pen.lineTo(x, y + 3.5);
            pen.lineTo(x - 3.5, y);
        } else pen.arc(x, y, 2, 0, 7);
        if (kind === 3 || kind === 0) pen.stroke();
        else pen.fill();
    });
    pen.globalAlpha = 1;
}

function paintLabels({ pen, colours }: Surface, { overview, stack, frame }: Drawn): void {
    pen.font = `11px ${colours.font}`;
    pen.fillStyle = colours['ink-3'];
    pen.textAlign = 'right';
    const most = Math.max(0, ...bars(overview, stack).map(({ total }) => total));
    pen.fillText(count(most), LEFT - 6, frame.bars.from + 6);
    pen.fillText('0', LEFT - 6, frame.bars.to - 5);
    for (const nanos of powers(frame.log.least, frame.log.most)) {
        const y = yOf(frame.log, nanos);
        pen.fillText(
            duration(nanos).replace(/\.0+(?= )/, ''),
            LEFT - 6,
            Math.min(Math.max(y, frame.log.top + 6), frame.axis - 6),
        );
        pen.fillRect(LEFT - 3, Math.round(y), 3, 1);
    }
}

/** Powers of ten between two durations, at most four of them. */
export function powers(least: number, most: number): number[] {
    const first = Math.ceil(Math.log10(least) - 1e-9);
    const last = Math.floor(Math.log10(most) + 1e-9);
    const step = Math.max(1, Math.ceil((last - first) / 3));
    const found: number[] = [];
    for (let power = first; power <= last; power += step) found.push(10 ** power);
    return found;
}

/** All of the time, and on it what is shown. */
function paintTrack({ pen, colours }: Surface, { overview, frame }: Drawn): void {
    const { start, end } = frame.scale;
    const whole = { ...overview.extent, start, end };
    pen.fillStyle = colours.sunken;
    pen.fillRect(start, 2, end - start, TRACK - 4);
    const from = Math.max(start, pixelOf(whole, frame.scale.from));
    const to = Math.min(end, Math.max(from + 3, pixelOf(whole, frame.scale.to)));
    pen.fillStyle = colours.edge;
    pen.fillRect(from, 2, to - from, TRACK - 4);
}
