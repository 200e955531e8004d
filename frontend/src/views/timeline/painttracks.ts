import type { Overview } from '../../api';
import type { Surface } from '../../ui/canvas';
import { PROTOCOL_DRESS, STATUS_DRESS } from '../../ui/dress';
import { duration } from '../../ui/format';
import { patternOf } from '../../ui/patterns';
import { pixelOf, type Scale, type Span } from '../../ui/timeaxis';
import type { Piece } from '../../ui/windows';
import { unloaded } from '../../ui/windows';
import type { Place, TcpTrack, TrackName } from './geometry';
import { coarser, heatRows, heightOf, type Mapped, type LatencyScale, latencyTicks, shade } from './heat';
import { barsOf, roundedUp, type Stack, stackOf } from './stack';

type Stacked = Exclude<TrackName, 'latency' | 'life' | TcpTrack>;
const stacks = new WeakMap<Overview, Map<Stacked, Stack>>();

/** What a track counts in an answer of the server; undefined where the server counts no such thing. */
export function stackIn(of: Overview, track: Stacked): Stack | undefined {
    const made = stacks.get(of) ?? new Map<Stacked, Stack>();
    stacks.set(of, made);
    const found = made.get(track);
    if (found !== undefined) return found;
    if (track === 'events' && of.events === null) return undefined;
    const stack =
        track === 'events'
            ? stackOf(of.events ?? of, of.events?.index ?? [], of.events?.protocol ?? {}, PROTOCOL_DRESS)
            : track === 'status'
              ? stackOf(of, of.counts.index, of.counts.status, STATUS_DRESS)
              : stackOf(of, of.counts.index, of.counts.protocol, PROTOCOL_DRESS);
    made.set(track, stack);
    return stack;
}

type Pieces = readonly Piece<Overview>[];

/** How high a track reaches: by the piece that is drawn, so that it does not tremble as one pans. */
export function mostOf(pieces: Pieces, whole: Overview | undefined, track: Stacked): number {
    const of = pieces[0]?.value ?? whole;
    return roundedUp((of === undefined ? undefined : stackIn(of, track)?.most) ?? 0);
}

/** Up to where an answer that is not complete has come: beyond that nothing is known yet, which is not the same as nothing. */
const reachOf = ({ complete, from, bucketNanos, counts }: Overview): number =>
    complete ? Infinity : from + ((counts.index.at(-1) ?? -1) + 1) * bucketNanos;

/** Each stretch of what is shown with the best there is for it. */
export function partsOf(
    shown: Span,
    pieces: Pieces,
    whole: Overview | undefined,
    extent: Span,
): (Span & { of: Overview })[] {
    const found: (Span & { of: Overview })[] = [];
    let missing: Span[] = [shown];
    const all = [...pieces, ...(whole === undefined ? [] : [{ ...extent, value: whole }])];
    for (const { from, to: end, value } of all) {
        const to = Math.min(end, reachOf(value));
        for (const gap of missing) {
            const part = { from: Math.max(gap.from, from), to: Math.min(gap.to, to) };
            if (part.from < part.to) found.push({ ...part, of: value });
        }
        missing = missing.flatMap((gap) => unloaded(gap, [{ from, to }]));
    }
    return found;
}

export function paintStack(
    surface: Surface,
    scale: Scale,
    { ceiling, ground }: Place,
    stack: Stack,
    part: Span,
    most: number,
): void {
    const { pen, colours } = surface;
    for (const { dress, quads } of barsOf(stack, scale, part, most, ground, ground - ceiling)) {
        pen.fillStyle = colours[dress.colour];
        fillQuads(pen, quads);
        const pattern = patternOf(pen, dress.pattern, colours['fill-stroke']);
        if (pattern === null) continue;
        pen.fillStyle = pattern;
        fillQuads(pen, quads);
    }
}

/** One by one: a path of so many is slow to fill without a graphics card. */
function fillQuads(pen: CanvasRenderingContext2D, quads: readonly number[]): void {
    for (let i = 0; i < quads.length; i += 4)
        pen.fillRect(quads[i] ?? 0, quads[i + 1] ?? 0, quads[i + 2] ?? 0, quads[i + 3] ?? 0);
}

/** The top of a scale, where it is not in the way. */
export function paintTop({ pen, colours }: Surface, scale: Scale, { ceiling, ground }: Place): void {
    pen.fillStyle = colours.line;
    pen.fillRect(scale.start, ceiling, scale.end - scale.start, 1);
    pen.fillRect(scale.start, ground, scale.end - scale.start, 1);
}

interface Picture {
    key: string;
    canvas: HTMLCanvasElement;
}

const pictures = new WeakMap<Mapped, Picture>();

/** The map as a picture with a pixel a field: drawn once, then only stretched as one pans and zooms. */
function pictureOf(of: Mapped, colour: string): HTMLCanvasElement {
    const kept = pictures.get(of);
    if (kept?.key === colour) return kept.canvas;
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, of.buckets);
    canvas.height = Math.max(1, of.heat.nanos.length);
    const pen = canvas.getContext('2d');
    const { heat } = of;
    const { most } = heatRows(heat);
    if (pen !== null) {
        pen.fillStyle = colour;
        for (let i = 0; i < heat.count.length; i++) {
            pen.globalAlpha = shade(heat.count[i] ?? 0, most);
            pen.fillRect(heat.index[i] ?? 0, canvas.height - 1 - (heat.row[i] ?? 0), 1, 1);
        }
    }
    pictures.set(of, { key: colour, canvas });
    return canvas;
}

/** How many requests took how long, when: darker where they were more. */
export function paintHeat(
    surface: Surface,
    scale: Scale,
    place: Place,
    fine: Overview,
    part: Span,
    axis: LatencyScale,
): void {
    const { pen, colours } = surface;
    const of = coarser(fine);
    if (of.heat.count.length === 0) return;
    const picture = pictureOf(of, colours.accent);
    const { edges } = heatRows(of.heat);
    const height = place.ground - place.ceiling;
    const left = pixelOf(scale, part.from);
    const wide = pixelOf(scale, part.to) - left;
    const first = (part.from - of.from) / of.bucketNanos;
    const columns = (part.to - part.from) / of.bucketNanos;
    const rows = of.heat.nanos.length;
    pen.imageSmoothingEnabled = false;
    for (let row = 0; row < rows; row++) {
        const lower = place.ground - heightOf(edges[row] ?? 0, axis) * height;
        const upper = place.ground - heightOf(edges[row + 1] ?? 0, axis) * height;
        if (Math.round(upper) >= Math.round(lower)) continue;
        const y = Math.round(upper);
        pen.drawImage(picture, first, rows - 1 - row, columns, 1, left, y, wide, Math.round(lower) - y);
    }
}

export function paintLatencyAxis(
    { pen, colours }: Surface,
    scale: Scale,
    { ceiling, ground }: Place,
    axis: LatencyScale,
): void {
    pen.font = `10px ${colours.font}`;
    pen.textAlign = 'left';
    pen.textBaseline = 'middle';
    let last = Infinity;
    for (const nanos of latencyTicks(axis)) {
        const y = Math.round(ground - heightOf(nanos, axis) * (ground - ceiling));
        pen.fillStyle = colours.line;
        pen.globalAlpha = 0.6;
        pen.fillRect(scale.start, y, scale.end - scale.start, 1);
        pen.globalAlpha = 1;
        if (last - y < 13 || y > ground - 6) continue;
        last = y;
        const text = duration(nanos).replace('.00', '').replace('.0', '');
        const wide = pen.measureText(text).width;
        pen.fillStyle = colours.surface;
        pen.globalAlpha = 0.8;
        pen.fillRect(scale.start, y - 6, wide + 6, 12);
        pen.globalAlpha = 1;
        pen.fillStyle = colours['ink-3'];
        pen.fillText(text, scale.start + 3, y + 0.5);
    }
}
