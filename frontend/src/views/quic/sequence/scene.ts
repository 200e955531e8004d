import type { Packet } from '../../../api';
import { lengthOf, type Span, type Tick, tickLabel, timeTicks } from '../../../ui/timeaxis';
import type { Piece } from '../../../ui/windows';
import { nameOf } from '../names';
import { type Bands, bandsOf, busyInstants } from './bands';
import { type Acks, acksAmong, type Flights, flightsOf, instantsOf } from './flight';
import { type Arrow, arrowsOf, type Label, labelsOf, type Placed, type Vantage, type View, yOf } from './layout';
import { MOST_ARROWS, type Stretch } from './load';
import { loudest } from './packet';
import { type Gap, fitted, knotBefore, type Scale, type ScaleKind, scaleOf } from './scale';

/** How one wants it drawn. */
export interface Style {
    kind: ScaleKind;
    vantage: Vantage;
    /** The connection's round trip, for where no packet in sight tells one; 0 where nobody knows. */
    rttNanos: number;
    opened: ReadonlySet<number>;
    /** Only some packets are drawn: others may be where none is. */
    narrowed: boolean;
}

/** What is worked out once for what was loaded, and holds while one pans. */
export interface Prepared {
    packets: readonly Packet[];
    acks: Acks;
    flights: Flights;
    /** The scales through its packets, and through its counts. */
    fine: Scale;
    coarse: Scale;
    placed: Placed;
    /** Where a packet is, by its name as the URL has it. */
    byName: ReadonlyMap<string, number>;
}

/** Idle: longer than some round trips, and than a good part of the window, so that shortening it gives room. */
const IDLE_RTTS = 4;
const IDLE_SHARE = 1 / 16;

export function prepare({ value, window, from, to }: Piece<Stretch>, style: Style): Prepared {
    const packets = value.packets ?? [];
    const acks = acksAmong(packets);
    const flights = flightsOf(packets, acks, style.rttNanos);
    const idleNanos = Math.max(IDLE_RTTS * style.rttNanos, window * IDLE_SHARE);
    const options = { kind: style.kind, idleNanos, opened: style.opened };
    const byName = new Map(packets.map((packet, i) => [nameOf(packet), i]));
    // Of even steps the packets that were seen are the steps: each has a line for its text.
    const fine = scaleOf(bounded(style.kind === 'order' ? flights.seen : instantsOf(flights), from, to), options);
    const coarse = scaleOf(bounded(busyInstants(value.counts), from, to), { ...options, kind: 'time' });
    return { packets, acks, flights, fine, coarse, placed: placed(packets, flights, fine), byName };
}

/** With the edges of what was loaded, so that a stretch without a packet at one of them is shortened too. */
function bounded(instants: Float64Array, from: number, to: number): Float64Array {
    return Float64Array.from([from, ...instants, to]).sort();
}

export function placed(packets: readonly Packet[], { seen, other }: Flights, scale: Scale): Placed {
    return { seen: seen.map(scale.place), other: other.map(scale.place), families: packets.map(loudest) };
}

export const GUTTER = 84;
const LABELS_SHARE = 0.42;
const LABELS_LEAST = 150;
const LINE = 15;
const SLACK = 45;
/** What a shortened gap takes: its words and the button that opens it. */
const GAP_PIXELS = 20;

/** Where the lifelines stand: time to the left of them, labels to the right, the arrows between. */
export function viewOf(scale: Scale, shown: Span, width: number, height: number): View {
    const labels = Math.max(LABELS_LEAST, Math.round((width - GUTTER) * LABELS_SHARE));
    const serverX = Math.max(GUTTER + 60, width - labels);
    return { fromPlace: scale.place(shown.from), toPlace: scale.place(shown.to), height, clientX: GUTTER, serverX };
}

/** Everything that is to be drawn of a window, in pixels. */
export interface Scene {
    scale: Scale;
    view: View;
    prepared: Prepared;
    /** Of what was loaded: a gap at one of them may be longer. */
    edges: Span;
    narrowed: boolean;
    arrows: readonly Arrow[];
    labels: readonly Label[];
    /** Instead of arrows. */
    bands: Bands | undefined;
    ticks: readonly (Tick & { y: number })[];
    gaps: readonly (Gap & { top: number; bottom: number })[];
}

export function sceneOf(
    piece: Piece<Stretch>,
    prepared: Prepared,
    style: Style,
    shown: Span,
    size: { width: number; height: number },
    selected: string,
): Scene {
    const share = GAP_PIXELS / size.height;
    const fine = style.kind === 'time' ? fitted(prepared.fine, shown, share) : prepared.fine;
    const fineView = viewOf(fine, shown, size.width, size.height);
    const spots = fine === prepared.fine ? prepared.placed : placed(prepared.packets, prepared.flights, fine);
    const arrows = arrowsOf(prepared.packets, spots, fineView, style.vantage);
    const dense = piece.value.packets === undefined || arrows.length > MOST_ARROWS;
    const scale = dense ? fitted(prepared.coarse, shown, share) : fine;
    const view = dense ? viewOf(scale, shown, size.width, size.height) : fineView;
    const chosen = prepared.byName.get(selected) ?? -1;
    const wants = ({ index, lost, dimmed }: Arrow) => index === chosen || lost || (style.narrowed && !dimmed);
    return {
        scale,
        view,
        prepared,
        edges: { from: piece.from, to: piece.to },
        narrowed: style.narrowed && !dense,
        arrows: dense ? [] : arrows,
        labels: dense ? [] : labelsOf(arrows, LINE, SLACK, size.height, wants),
        bands: dense ? bandsOf(piece.value.counts, scale, view) : undefined,
        ticks: ticksOf(scale, view, shown, style.kind === 'order' && !dense ? prepared.flights.seen : undefined),
        gaps: gapsOf(scale, view),
    };
}

const TICK_PIXELS = 34;

/** Round moments where time keeps its proportions; else those of packets. Never closer to each other than can be read. */
function ticksOf(scale: Scale, view: View, shown: Span, instants?: Float64Array): Scene['ticks'] {
    const most = view.height / TICK_PIXELS;
    const length =
        lengthOf(shown) - scale.gaps.filter(({ open }) => !open).reduce((sum, gap) => sum + overlap(gap, shown), 0);
    const all =
        instants === undefined
            ? roundTicks(scale, shown, length / Math.max(1, most))
            : [...within(instants, shown)].map((at) => ({ at, label: '' }));
    const found: Scene['ticks'][number][] = [];
    for (const tick of all) {
        const y = yOf(scale.place(tick.at), view);
        if (y < 0 || y > view.height || y - (found.at(-1)?.y ?? -TICK_PIXELS) < TICK_PIXELS * 0.7) continue;
        found.push({ ...tick, y });
    }
    return instants === undefined ? found : named(found);
}

const within = (ascending: Float64Array, { from, to }: Span) =>
    ascending.subarray(knotBefore(ascending, from), knotBefore(ascending, to) + 1);

/** Instants that are not round, as precise as is needed to tell each from the next. */
function named(ticks: Scene['ticks']): Scene['ticks'] {
    const least = ticks.reduce((min, { at }, i) => (i === 0 ? min : Math.min(min, at - (ticks[i - 1]?.at ?? 0))), 1e9);
    const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, least))));
    return ticks.map((tick) => ({ ...tick, label: tickLabel(Math.round(tick.at / step) * step, step) }));
}

/** Those between the gaps, each stretch with as many as its length has room for. */
function roundTicks(scale: Scale, shown: Span, nanosATick: number): Tick[] {
    const found: Tick[] = [];
    let from = shown.from;
    for (const gap of [...scale.gaps.filter(({ open }) => !open), { from: shown.to, to: shown.to }]) {
        const part = { from: Math.max(from, shown.from), to: Math.min(gap.from, shown.to) };
        if (part.to > part.from) found.push(...timeTicks(part, Math.max(1, lengthOf(part) / nanosATick)));
        from = gap.to;
    }
    return found;
}

const overlap = (a: Span, b: Span) => Math.max(0, Math.min(a.to, b.to) - Math.max(a.from, b.from));

function gapsOf(scale: Scale, view: View): Scene['gaps'] {
    return scale.gaps
        .map((gap) => ({ ...gap, top: yOf(scale.place(gap.from), view), bottom: yOf(scale.place(gap.to), view) }))
        .filter(({ top, bottom }) => bottom > 0 && top < view.height);
}
