import type { Frame, Packet } from '../../../api';
import { FAMILIES, type Family, familyOf, frameText } from '../frames';
import { SPACES } from '../names';

/** What a packet is coloured by: what closes before what limits, before data, before what acknowledges. */
const LOUDEST: readonly Family[] = ['close', 'flow', 'stream', 'crypto', 'path', 'ack', 'other'];
const known = new Map<string, number>();

function loudness(type: string): number {
    let found = known.get(type);
    if (found === undefined) {
        found = LOUDEST.indexOf(familyOf(type));
        if (known.size < 1000) known.set(type, found);
    }
    return found;
}

/** The family of a packet's loudest frame; one that says no more than that it acknowledges is an ACK. */
export function loudest(packet: Packet): Family {
    if (packet.frames.length === 0) return packet.ackOnly ? 'ack' : 'other';
    let best = LOUDEST.length - 1;
    for (const frame of packet.frames) best = Math.min(best, loudness(frame.type));
    return LOUDEST[best] ?? 'other';
}

export const colourOf = (frame: Frame) => FAMILIES[LOUDEST[loudness(frame.type)] ?? 'other'].colour;

/** How a packet is called: its space and number. */
export const titleOf = (packet: Packet): string => `${SPACES[packet.space].name} ${packet.number}`;

/** A packet's frames on one line, at most so many of them. */
export function framesText(packet: Packet, most = Number.POSITIVE_INFINITY): string {
    if (packet.frames.length === 0) return packet.ackOnly ? 'ACK' : 'frames not told';
    const texts = packet.frames.slice(0, most).map((frame) => frameText(frame, packet.direction));
    const rest = packet.frames.length - texts.length;
    return rest > 0 ? `${texts.join(', ')}, and ${rest} more` : texts.join(', ');
}

/** Whether a packet carries something of a stream. */
export const carries = (packet: Packet, stream: number): boolean =>
    packet.frames.some((frame) => frame.stream === stream);
