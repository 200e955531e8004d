import type { StreamRange, StreamRow } from '../../../api';
import { paintTimeHead } from '../../../ui/axispaint';
import type { Surface } from '../../../ui/canvas';
import { pixelOf, type Scale } from '../../../ui/timeaxis';
import { patternOf } from '../../../ui/patterns';
import type { Look } from '../look';
import type { Streams } from './model';
import { partLook } from './parts';
import { activeOf, lifeOf } from './rows';

export const ROW_PIXELS = 28;
export const HEAD_PIXELS = 30;

/** Each stream a row: what it waited for as a bar, and below it when its bytes went. */
export function paintWaterfall(surface: Surface, scale: Scale, streams: Streams, scrolled: number, look: Look): void {
    const { pen, height, width, colours } = surface;
    const rows = streams.rows.value;
    if (rows.length > 0) look.painted();
    pen.fillStyle = colours.sunken;
    pen.fillRect(0, 0, width, HEAD_PIXELS);
    paintTimeHead(surface, scale, HEAD_PIXELS);
    pen.save();
    pen.beginPath();
    pen.rect(scale.start, HEAD_PIXELS, scale.end - scale.start, height - HEAD_PIXELS);
    pen.clip();
    const first = Math.max(0, Math.floor(scrolled / ROW_PIXELS));
    for (let i = first; i < rows.length; i++) {
        const top = HEAD_PIXELS + i * ROW_PIXELS - scrolled;
        if (top > height) break;
        const row = rows[i];
        if (row === undefined) continue;
        if (String(row.stream) === look.stream.value) {
            pen.fillStyle = colours.selected;
            pen.fillRect(0, top, width, ROW_PIXELS);
        }
        pen.fillStyle = colours.line;
        pen.fillRect(0, top + ROW_PIXELS - 1, width, 1);
        paintLife(surface, scale, row, top);
        paintSpans(surface, scale, row, top);
        for (const piece of streams.detail(row.stream)?.pieces.value.slice(0, 1) ?? [])
            paintBytes(surface, scale, piece.value.ranges, top + 18);
    }
    pen.restore();
    const at = look.timeline.cursor.value ?? look.moment.value;
    if (at === undefined) return;
    pen.fillStyle = colours['ink-3'];
    pen.fillRect(Math.round(pixelOf(scale, at)), HEAD_PIXELS, 1, height - HEAD_PIXELS);
}

function paintLife({ pen, colours }: Surface, scale: Scale, row: StreamRow, top: number): void {
    const life = lifeOf(row);
    if (life === undefined) return;
    pen.fillStyle = colours.edge;
    bar(pen, scale, life.from, life.to, top + 9, 1);
    const active = activeOf(row);
    if (active !== undefined && row.spans.length === 0) {
        pen.fillStyle = colours['frame-stream'];
        bar(pen, scale, active.from, active.to, top + 5, 9);
    }
}

function paintSpans({ pen, colours }: Surface, scale: Scale, row: StreamRow, top: number): void {
    for (const span of row.spans) {
        if (span.toOffsetNanos < scale.from || span.fromOffsetNanos > scale.to) continue;
        const { colour, pattern } = partLook(span.kind);
        pen.fillStyle = colours[colour];
        bar(pen, scale, span.fromOffsetNanos, span.toOffsetNanos, top + 4, 11);
        const texture = patternOf(pen, pattern, colours['verdict-stroke']);
        if (texture === null) continue;
        pen.fillStyle = texture;
        bar(pen, scale, span.fromOffsetNanos, span.toOffsetNanos, top + 4, 11);
    }
}

/** When bytes went: first time, again or lost, so that streams that take turns are seen to. */
function paintBytes({ pen, colours }: Surface, scale: Scale, ranges: readonly StreamRange[], top: number): void {
    for (const range of ranges) {
        if (range.toOffsetNanos < scale.from || range.offsetNanos > scale.to) continue;
        switch (range.kind) {
            case 'sent':
                pen.fillStyle = colours['plot-sent'];
                bar(pen, scale, range.offsetNanos, range.toOffsetNanos, top, 4);
                break;
            case 'received':
                pen.fillStyle = colours['plot-received'];
                bar(pen, scale, range.offsetNanos, range.toOffsetNanos, top + 4, 3);
                break;
            case 'reordered':
                pen.fillStyle = colours['frame-flow'];
                bar(pen, scale, range.offsetNanos, range.toOffsetNanos, top + 4, 4);
                break;
            case 'retransmitted':
                pen.fillStyle = colours['plot-mark'];
                bar(pen, scale, range.offsetNanos, range.toOffsetNanos, top - 1, 6);
                break;
            case 'lost':
                pen.fillStyle = colours['plot-lost'];
                bar(pen, scale, range.offsetNanos, range.toOffsetNanos, top + 5, 3);
                break;
            case 'acked':
                break;
        }
    }
}

function bar(pen: CanvasRenderingContext2D, scale: Scale, from: number, to: number, y: number, tall: number): void {
    const left = pixelOf(scale, from);
    pen.fillRect(left, y, Math.max(1.5, pixelOf(scale, to) - left), tall);
}
