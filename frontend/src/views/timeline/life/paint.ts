import type { ConnectionRow } from '../../../api';
import type { Surface } from '../../../ui/canvas';
import { duration } from '../../../ui/format';
import { offsetOf } from '../../../ui/moment';
import { patternOf } from '../../../ui/patterns';
import { pixelOf, type Scale } from '../../../ui/timeaxis';
import type { Place } from '../geometry';
import type { Life } from './life';
import type { LifeMark } from './marks';

const ROW_PIXELS = 24;
const APART_PIXELS = 13;

/** A connection above its requests: when it was there, its handshake, and what happened to it. */
export function paintConnection(
    surface: Surface,
    scale: Scale,
    { top }: Place,
    life: Life,
    origin: string,
    until: number,
): void {
    const row = life.row.value;
    if (row === undefined || origin === '') return;
    const from = offsetOf(origin, row.at);
    const to = row.endedAt === null ? until : offsetOf(origin, row.endedAt);
    const what = row.protocol === 'HTTP/3' ? 'QUIC' : 'TCP';
    const y = top + 8;
    bar(surface, scale, { from, to }, y, 'fill-http1', `${what} ${row.protocol ?? ''} ${ends(row)}`);
    if (row.beforeCapture) torn(surface, pixelOf(scale, from), y, 1);
    if (row.endedAt === null) torn(surface, pixelOf(scale, to), y, -1);
    const handshake = life.handshake.value;
    if (handshake !== undefined) {
        const took = `${row.protocol === 'HTTP/3' ? 'handshake' : 'TLS handshake'} ${duration(handshake.to - handshake.from)}`;
        bar(surface, scale, handshake, y + ROW_PIXELS, 'fill-http2', took);
    }
    paintMarks(surface, scale, life.marks.value, y + 2 * ROW_PIXELS + 9);
}

const ends = (row: ConnectionRow): string =>
    [row.beforeCapture ? 'open before the capture' : '', row.endedAt === null ? 'no end seen' : '']
        .filter(Boolean)
        .join(', ');

type Fill = 'fill-http1' | 'fill-http2';

function bar(
    { pen, colours }: Surface,
    scale: Scale,
    span: { from: number; to: number },
    y: number,
    fill: Fill,
    text: string,
): void {
    const left = Math.max(scale.start - 2, pixelOf(scale, span.from));
    const right = Math.min(scale.end + 2, Math.max(left + 2, pixelOf(scale, span.to)));
    if (right < scale.start || left > scale.end) return;
    pen.fillStyle = colours[fill];
    pen.fillRect(left, y, right - left, 18);
    pen.font = `11px ${colours.font}`;
    pen.textAlign = 'left';
    pen.textBaseline = 'middle';
    const wide = pen.measureText(text).width;
    const inside = right - left > wide + 10;
    if (fill === 'fill-http2') {
        // Beside what is written in it.
        const free = inside ? left + wide + 10 : left;
        pen.fillStyle = patternOf(pen, 'lines', colours['fill-stroke']) ?? colours[fill];
        pen.fillRect(free, y, right - free, 18);
    }
    if (!inside && right + wide + 10 > scale.end) return;
    pen.fillStyle = inside ? colours['on-fill'] : colours['ink-2'];
    pen.fillText(text, inside ? left + 5 : right + 5, y + 9.5);
}

function torn({ pen, colours }: Surface, x: number, y: number, into: 1 | -1): void {
    pen.fillStyle = colours.surface;
    for (let i = 0; i < 4; i++) {
        pen.beginPath();
        pen.moveTo(x, y + 1 + i * 4);
        pen.lineTo(x + into * 4, y + 3 + i * 4);
        pen.lineTo(x, y + 5 + i * 4);
        pen.fill();
    }
}

/** Marks that would overlap are one, with a dash below. */
function paintMarks({ pen, colours }: Surface, scale: Scale, marks: readonly LifeMark[], y: number): void {
    let last = -Infinity;
    pen.font = `600 10px ${colours.font}`;
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    for (const mark of marks) {
        const x = pixelOf(scale, mark.at);
        if (x < scale.start - 6 || x > scale.end + 6) continue;
        if (x - last < APART_PIXELS) {
            pen.fillStyle = colours['ink-3'];
            pen.fillRect(last - 3, y + 8, 6, 2);
            continue;
        }
        last = x;
        pen.fillStyle = colours[mark.colour];
        pen.beginPath();
        pen.roundRect(x - 6, y - 6, 12, 12, 3);
        pen.fill();
        pen.fillStyle = colours.surface;
        pen.fillText(mark.letter, x, y + 0.5);
    }
}
