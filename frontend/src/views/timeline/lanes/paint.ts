import type { Lane } from '../../../api';
import { hatch } from '../../../ui/axispaint';
import type { Surface } from '../../../ui/canvas';
import { dressOfStatus } from '../../../ui/dress';
import { plain } from '../../../ui/escape';
import { count } from '../../../ui/format';
import { patternOf } from '../../../ui/patterns';
import { markRetransmits } from '../../../ui/tcp/paint';
import { pixelOf, type Scale, type Span } from '../../../ui/timeaxis';
import { eachBox, fitted, isOpen, LANE_PIXELS, lineOf, shapeOf } from './boxes';
import type { LanePart } from './shelf';

const BADGE_LETTER_PIXELS = 6.5;
/** A pattern takes no more than this of an item: what is written beside it stays readable. */
const TEXTURE_PIXELS = 18;

/** When a connection was there: behind its requests, with its handshake, an open edge where no beginning or end was seen. */
export function paintLife({ pen, colours }: Surface, scale: Scale, y: number, { life }: Lane): void {
    if (life === null) return;
    const from = Math.max(scale.start - 4, pixelOf(scale, life.from));
    const to = Math.min(scale.end + 4, Math.max(from + 2, pixelOf(scale, life.to)));
    if (to < scale.start || from > scale.end) return;
    pen.fillStyle = colours.sunken;
    pen.fillRect(from, y + 3, to - from, LANE_PIXELS - 6);
    pen.fillStyle = colours.edge;
    pen.globalAlpha = 0.55;
    pen.fillRect(from, y + LANE_PIXELS / 2, to - from, 1);
    pen.globalAlpha = 1;
    if (life.handshakeNanos !== null) {
        const done = pixelOf(scale, life.from + life.handshakeNanos);
        pen.fillStyle = patternOf(pen, 'lines', colours['frame-crypto']) ?? colours['frame-crypto'];
        pen.fillRect(from, y + 5, Math.max(2, Math.min(done, scale.end) - from), LANE_PIXELS - 10);
    }
    if (life.beforeCapture) torn(pen, from, y, 1, colours.surface);
    else tick(pen, pixelOf(scale, life.from), y, colours.edge);
    if (life.end === null) torn(pen, to, y, -1, colours.surface);
    else cross(pen, pixelOf(scale, life.to), y, colours['ink-2']);
}

/** Where its TCP sent something again: over its requests, which stand in its middle. */
export function paintResent(surface: Surface, scale: Scale, y: number, { life }: Lane): void {
    markRetransmits(surface, scale, y + LANE_PIXELS - 6, life?.resent ?? []);
}

/** A torn edge: it went on beyond, where nothing was captured. */
function torn(pen: CanvasRenderingContext2D, x: number, y: number, into: 1 | -1, colour: string): void {
    pen.fillStyle = colour;
    for (let i = 0; i < 4; i++) {
        pen.beginPath();
        pen.moveTo(x, y + 3 + i * 4);
        pen.lineTo(x + into * 4, y + 5 + i * 4);
        pen.lineTo(x, y + 7 + i * 4);
        pen.fill();
    }
}

function tick(pen: CanvasRenderingContext2D, x: number, y: number, colour: string): void {
    pen.fillStyle = colour;
    pen.fillRect(Math.round(x), y + 3, 1, LANE_PIXELS - 6);
}

function cross(pen: CanvasRenderingContext2D, x: number, y: number, colour: string): void {
    pen.strokeStyle = colour;
    pen.lineWidth = 1.5;
    const middle = y + LANE_PIXELS / 2;
    pen.beginPath();
    pen.moveTo(x - 3, middle - 3);
    pen.lineTo(x + 3, middle + 3);
    pen.moveTo(x + 3, middle - 3);
    pen.lineTo(x - 3, middle + 3);
    pen.stroke();
}

interface Chosen {
    request: string;
    /** Where items without an end stop being drawn. */
    until: number;
}

/** The requests of a lane within a stretch of time. */
export function paintItems(
    surface: Surface,
    scale: Scale,
    y: number,
    part: LanePart,
    { request, until }: Chosen,
): void {
    const { pen, colours } = surface;
    const { lane } = part;
    if (lane === undefined) return;
    const { items } = lane;
    const shape = shapeOf(items);
    const end = lane.life === null ? until : Math.max(lane.life.from, Math.min(until, lane.life.to));
    pen.font = `11px ${colours.font}`;
    pen.textBaseline = 'middle';
    pen.textAlign = 'left';
    eachBox({ items, bucketNanos: part.bucketNanos, until: end }, scale, part, (i, x, width) => {
        const { y: down, height } = lineOf(shape, shape.line[i] ?? 0);
        const open = isOpen(items.to[i] ?? -1);
        const many = (items.count[i] ?? 1) > 1;
        fill(surface, items.status[i] ?? 0, x, y + down, width, height, open);
        if (many) {
            pen.fillStyle = colours['fill-stroke'];
            pen.fillRect(x, y + down + height - 2, width, 2);
        }
        if (width > 26 && height > 9)
            words(
                surface,
                items.label[i] ?? '',
                many ? (items.count[i] ?? 1) : 1,
                open,
                x,
                y + down + height / 2,
                width,
            );
        if (items.request[i] === request) {
            pen.strokeStyle = colours.ink;
            pen.lineWidth = 2;
            pen.strokeRect(x - 1, y + down - 1, width + 2, height + 2);
        }
    });
}

/** What went wrong is taller than what went well, so that it is found also where it is too narrow for a pattern. */
function fill(
    { pen, colours }: Surface,
    status: number,
    x: number,
    y: number,
    width: number,
    height: number,
    open: boolean,
): void {
    const dress = dressOfStatus(status);
    const wrong = dress.id === '5xx' || dress.id === '4xx';
    const inset = wrong || height < 8 ? 0 : 1.5;
    const top = y + inset;
    const tall = height - 2 * inset;
    pen.fillStyle = colours[dress.colour];
    if (open) pen.globalAlpha = 0.55;
    pen.fillRect(x, top, width, tall);
    pen.globalAlpha = 1;
    const texture = width < 5 ? null : patternOf(pen, dress.pattern, colours['fill-stroke']);
    if (texture !== null) {
        pen.fillStyle = texture;
        pen.fillRect(x, top, Math.min(width, TEXTURE_PIXELS), tall);
    }
    if (width < 4) return;
    pen.fillStyle = colours['fill-stroke'];
    pen.fillRect(x, top, 1, tall);
    if (open) {
        for (let at = x + 2; at < x + width; at += 6) {
            pen.fillRect(at, top, 3, 1);
            pen.fillRect(at, top + tall - 1, 3, 1);
        }
    } else pen.fillRect(x + width - 1, top, 1, tall);
}

/** The request that is drawn, and how many others began in its bucket. */
function words(
    { pen, colours }: Surface,
    label: string,
    of: number,
    open: boolean,
    x: number,
    middle: number,
    width: number,
): void {
    const badge = of > 1 ? `×${count(of)}` : '';
    const badgePixels = badge === '' ? 0 : badge.length * BADGE_LETTER_PIXELS + 6;
    const text = fitted(plain(open ? `${label} · no end seen` : label), width - badgePixels - 2);
    if (text !== '') {
        pen.fillStyle = colours['on-fill'];
        pen.fillText(text, x + 5, middle + 0.5);
    }
    if (badge === '' || width < badgePixels + 2) return;
    pen.fillStyle = colours['on-fill'];
    pen.beginPath();
    pen.roundRect(x + width - badgePixels, middle - 6, badgePixels - 2, 12, 3);
    pen.fill();
    pen.fillStyle = colours['fill-2'];
    pen.fillText(badge, x + width - badgePixels + 3, middle + 0.5);
}

export function paintMissing({ pen, colours }: Surface, scale: Scale, y: number, missing: readonly Span[]): void {
    for (const span of missing) {
        const from = Math.max(scale.start, pixelOf(scale, span.from));
        const to = Math.min(scale.end, pixelOf(scale, span.to));
        if (to <= from) continue;
        pen.fillStyle = hatch(pen, colours.edge);
        pen.globalAlpha = 0.35;
        pen.fillRect(from, y + 1, to - from, LANE_PIXELS - 2);
        pen.globalAlpha = 1;
    }
}
