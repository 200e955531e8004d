import type { Lane } from '../../api';
import { paintArea, paintHatched, paintTimeHead } from '../../ui/axispaint';
import type { Surface } from '../../ui/canvas';
import { pixelOf, type Scale, type Span } from '../../ui/timeaxis';
import { unloaded } from '../../ui/windows';
import { AXIS_PIXELS, EDGE_PIXELS, FLAGS_PIXELS, isTcp, type Place } from './geometry';
import { latencyScale } from './heat';
import { LANE_PIXELS } from './lanes/boxes';
import { paintItems, paintLife, paintMissing, paintResent } from './lanes/paint';
import { paintConnection } from './life/paint';
import type { Look } from './look';
import { paintLosses } from './losses';
import { mostOf, paintHeat, paintLatencyAxis, paintStack, paintTop, partsOf, stackIn } from './painttracks';
import { paintPhases } from './phases/paint';
import type { View } from './view';

export const scaleOf = (shown: Span, width: number): Scale => ({
    ...shown,
    start: EDGE_PIXELS,
    end: Math.max(EDGE_PIXELS + 1, width - EDGE_PIXELS),
});

/** The whole diagram. Every signal read here has it painted again. */
export function paintTimeline(surface: Surface, look: Look, view: View): void {
    const { timeline } = look;
    const scale = scaleOf(timeline.shown.value, surface.width);
    const whole = look.whole.value;
    paintTimeHead(surface, scale, AXIS_PIXELS);
    for (const place of view.places()) paintTrack(surface, scale, place, look, view);
    paintLanes(surface, scale, look, view);
    if (whole !== undefined) paintLosses(surface, scale, whole.losses);
    for (const { at } of view.notes.flags.value) paintFlagLine(surface, scale, at);
    const area = timeline.area.value;
    if (area !== undefined) paintArea(surface, scale, area, surface.height);
    if (look.tracks.pieces.value.length > 0 && (look.lanes.rows.value.length === 0 || view.drawn)) look.painted();
}

function paintTrack(surface: Surface, scale: Scale, place: Place, look: Look, view: View): void {
    const { name } = place;
    if (name === 'life') {
        paintConnection(surface, scale, place, view.life, look.origin, look.timeline.extent.value.to);
        return;
    }
    if (isTcp(name)) {
        view.life.tcp.paint(surface, scale, { ...place, name });
        return;
    }
    const { timeline } = look;
    const whole = look.whole.value;
    const pieces = look.tracks.pieces.value;
    const extent = timeline.extent.value;
    const inside = { from: Math.max(scale.from, extent.from), to: Math.min(scale.to, extent.to) };
    paintTop(surface, scale, place);
    const parts = partsOf(inside, pieces, whole, extent);
    if (name === 'latency') {
        const axis = latencyScale(whole ?? { heat: { nanos: [], endNanos: null, index: [], row: [], count: [] } });
        for (const part of parts) paintHeat(surface, scale, place, part.of, part, axis);
        paintLatencyAxis(surface, scale, place, axis);
    } else {
        const most = mostOf(pieces, whole, name);
        for (const part of parts) {
            const stack = stackIn(part.of, name);
            if (stack !== undefined) paintStack(surface, scale, place, stack, part, most);
        }
    }
    if (whole === undefined || inside.to > inside.from)
        paintHatched(surface, scale, unloaded(inside, parts), place.ceiling, place.ground);
}

function paintLanes(surface: Surface, scale: Scale, look: Look, view: View): void {
    const { pen, colours, width, height } = surface;
    const { top, pinned, begin } = view.bands();
    pinned.forEach((key, i) => paintLane(surface, scale, look, view, key, look.lanes.head(key), top + i * LANE_PIXELS));
    if (pinned.length > 0) {
        pen.fillStyle = colours.edge;
        pen.fillRect(0, begin - 1, width, 1);
    }
    pen.save();
    pen.beginPath();
    pen.rect(0, begin, width, Math.max(0, height - begin));
    pen.clip();
    const rows = look.lanes.rows.value;
    const scrolled = view.scroll.value;
    const first = Math.max(0, Math.floor(scrolled / LANE_PIXELS));
    const last = Math.min(rows.length, Math.ceil((scrolled + height - begin) / LANE_PIXELS));
    for (let i = first; i < last; i++) {
        const row = rows[i];
        if (row !== undefined) paintLane(surface, scale, look, view, row.key, row, begin + i * LANE_PIXELS - scrolled);
    }
    pen.restore();
}

function paintLane(
    surface: Surface,
    scale: Scale,
    look: Look,
    view: View,
    key: string,
    head: Lane | undefined,
    y: number,
): void {
    const { pen, colours, width } = surface;
    const route = look.route.value;
    if (key === route.lane) {
        pen.fillStyle = colours.selected;
        pen.globalAlpha = 0.5;
        pen.fillRect(0, y, width, LANE_PIXELS - 1);
        pen.globalAlpha = 1;
    }
    pen.fillStyle = colours.line;
    pen.fillRect(0, y + LANE_PIXELS - 1, width, 1);
    const { extent } = look.timeline;
    const inside = { from: Math.max(scale.from, extent.value.from), to: Math.min(scale.to, extent.value.to) };
    const { parts, missing } = look.lanes.partsOf(key, inside);
    const life = head ?? parts.find(({ lane }) => lane !== undefined)?.lane;
    if (life !== undefined) paintLife(surface, scale, y, life);
    paintMissing(surface, scale, y, missing);
    for (const part of parts) {
        const clips = parts.length > 1;
        if (clips) {
            const left = pixelOf(scale, part.from);
            pen.save();
            pen.beginPath();
            pen.rect(left - (part.from <= inside.from ? 9 : 0), y, pixelOf(scale, part.to) - left + 9, LANE_PIXELS);
            pen.clip();
        }
        const chosen = { request: route.request, until: extent.value.to };
        if (route.by === 'request') paintPhases(surface, scale, y, part, view.phases, chosen);
        else paintItems(surface, scale, y, part, chosen);
        if (clips) pen.restore();
    }
    const told = parts.find(({ lane }) => lane?.life?.resent !== undefined)?.lane;
    if (told !== undefined) paintResent(surface, scale, y, told);
    view.drawn ||= parts.length > 0;
}

function paintFlagLine({ pen, colours, height }: Surface, scale: Scale, at: number): void {
    const x = Math.round(pixelOf(scale, at));
    if (x < scale.start || x > scale.end) return;
    pen.fillStyle = colours.info;
    pen.globalAlpha = 0.6;
    pen.fillRect(x, AXIS_PIXELS + FLAGS_PIXELS - 2, 1, height);
    pen.globalAlpha = 1;
}
