import type { Packet } from '../../../api';
import type { Surface } from '../../../ui/canvas';
import { count } from '../../../ui/format';
import { pixelOf, type Scale } from '../../../ui/timeaxis';
import { STRIP_PIXELS } from './geometry';
import { nameOf } from '../names';
import { MOST_PACKETS, type Plot } from './plot';

const TOP = 12;
const BOTTOM = STRIP_PIXELS - 6;

/** Single packets: each a line from its sending to what became of it, so that those of one ACK meet at one place. */
export function paintStrip(surface: Surface, scale: Scale, plot: Plot, selected: string, at: number | undefined): void {
    const { pen, colours } = surface;
    const packets = plot.packets.value;
    pen.font = `11px ${colours.font}`;
    pen.textBaseline = 'middle';
    pen.textAlign = 'right';
    pen.fillStyle = colours['ink-3'];
    pen.fillText('sent', scale.start - 8, TOP);
    pen.fillText('fate', scale.start - 8, BOTTOM - 2);
    if (packets === undefined) {
        pen.textAlign = 'left';
        const many = plot.inSight.value;
        const what =
            many > MOST_PACKETS
                ? `${count(many)} packets in sight: zoom in to ${count(MOST_PACKETS)} to see each`
                : 'Reading the packets …';
        pen.fillText(what, scale.start + 6, STRIP_PIXELS / 2);
        return;
    }
    const close = at === undefined ? new Set<Packet>() : ofAck(packets, at, reach(scale));
    pen.save();
    pen.beginPath();
    pen.rect(scale.start, 0, scale.end - scale.start, STRIP_PIXELS);
    pen.clip();
    for (const packet of packets) {
        const chosen = close.has(packet) || nameOf(packet) === selected;
        if (packet.direction === 'received') paintReceived(surface, scale, packet, chosen);
        else paintSent(surface, scale, packet, chosen);
    }
    pen.restore();
}

const reach = (scale: Scale): number => (5 * (scale.to - scale.from)) / (scale.end - scale.start);

/** The packets whose fate one ACK (or one look for losses) decided that is nearest to a moment, or none near it. */
export function ofAck(packets: readonly Packet[], at: number, within: number): Set<Packet> {
    let nearest: number | undefined;
    for (const { fateOffsetNanos: fate } of packets) {
        if (fate === null || Math.abs(fate - at) > within) continue;
        if (nearest === undefined || Math.abs(fate - at) < Math.abs(nearest - at)) nearest = fate;
    }
    if (nearest === undefined) return new Set();
    // The probes of one ACK fire one after the other: within a few microseconds.
    const one = nearest;
    return new Set(
        packets.filter(({ fateOffsetNanos: fate }) => fate !== null && Math.abs(fate - one) <= SAME_ACK_NANOS),
    );
}

const SAME_ACK_NANOS = 50_000;

/** The packet that was sent or decided nearest to a place, or none near it. */
export function packetNear(packets: readonly Packet[], scale: Scale, x: number, y: number): Packet | undefined {
    let found: Packet | undefined;
    let best = 9;
    for (const packet of packets) {
        const sent = pixelOf(scale, packet.offsetNanos);
        const fate = packet.fateOffsetNanos === null ? sent : pixelOf(scale, packet.fateOffsetNanos);
        const share = packet.direction === 'received' ? 0 : Math.min(1, Math.max(0, (y - TOP) / (BOTTOM - TOP)));
        const away = Math.abs(sent + (fate - sent) * share - x);
        if (away < best) {
            best = away;
            found = packet;
        }
    }
    return found;
}

function paintSent({ pen, colours }: Surface, scale: Scale, packet: Packet, chosen: boolean): void {
    const x = pixelOf(scale, packet.offsetNanos);
    const lost = packet.fate === 'lost' || packet.fate === 'late-acked';
    const colour = colours[lost ? 'plot-lost' : packet.fate === 'acked' ? 'plot-acked' : 'ink-3'];
    pen.strokeStyle = pen.fillStyle = chosen ? colours.ink : colour;
    pen.lineWidth = chosen ? 2 : 1;
    pen.globalAlpha = chosen || lost ? 1 : 0.6;
    if (packet.fateOffsetNanos !== null) {
        const end = pixelOf(scale, packet.fateOffsetNanos);
        pen.setLineDash(lost ? DASHES : SOLID);
        pen.beginPath();
        pen.moveTo(x, TOP);
        pen.lineTo(end, BOTTOM);
        pen.stroke();
        pen.setLineDash(SOLID);
        if (lost) paintLoss(pen, end, packet.trigger);
    }
    pen.globalAlpha = 1;
    pen.fillRect(x - 1, TOP - 3, 2, 6);
}

/** A cross where later packets were acknowledged, a ring where time ran out, a square where it is not told. */
function paintLoss(pen: CanvasRenderingContext2D, x: number, trigger: string | null): void {
    pen.lineWidth = 1.5;
    pen.beginPath();
    if (trigger?.includes('packet') || trigger?.includes('reorder')) {
        pen.moveTo(x - 3, BOTTOM - 3);
        pen.lineTo(x + 3, BOTTOM + 3);
        pen.moveTo(x + 3, BOTTOM - 3);
        pen.lineTo(x - 3, BOTTOM + 3);
    } else if (trigger?.includes('time') || trigger?.includes('pto')) pen.arc(x, BOTTOM, 3.5, 0, 2 * Math.PI);
    else pen.rect(x - 3, BOTTOM - 3, 6, 6);
    pen.stroke();
}

function paintReceived({ pen, colours }: Surface, scale: Scale, packet: Packet, chosen: boolean): void {
    pen.fillStyle = chosen ? colours.ink : colours['plot-received'];
    pen.fillRect(pixelOf(scale, packet.offsetNanos) - 0.5, 1, chosen ? 2 : 1, 6);
}

const DASHES = [3, 2];
const SOLID: number[] = [];
