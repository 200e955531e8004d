import type { Frame, Packet } from '../../../api';
import { FAMILIES, type Family, familyOf, frameText } from '../frames';

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

export const SPACES: Record<Packet['space'], { name: string; letter: string }> = {
    initial: { name: 'Initial', letter: 'I' },
    '0rtt': { name: '0-RTT', letter: '0' },
    handshake: { name: 'Handshake', letter: 'H' },
    application: { name: '1-RTT', letter: '' },
};

/** How a packet is called: its space and number. */
export const titleOf = (packet: Packet): string => `${SPACES[packet.space].name} ${packet.number}`;

/** A packet's frames on one line, at most so many of them. */
export function framesText(packet: Packet, most = Number.POSITIVE_INFINITY): string {
    if (packet.frames.length === 0) return packet.ackOnly ? 'ACK' : 'frames not told';
    const texts = packet.frames.slice(0, most).map(frameText);
    const rest = packet.frames.length - texts.length;
    return rest > 0 ? `${texts.join(', ')}, and ${rest} more` : texts.join(', ');
}

/** Whether a packet carries something of a stream. */
export const carries = (packet: Packet, stream: number): boolean =>
    packet.frames.some((frame) => frame.stream === stream);

const FATES: Record<NonNullable<Packet['fate']>, { long: string; short: string }> = {
    acked: { long: 'acknowledged', short: 'acked' },
    'late-acked': { long: 'declared lost, then acknowledged', short: 'late acked' },
    lost: { long: 'declared lost', short: 'lost' },
    'in-flight': { long: 'neither acknowledged nor lost yet', short: 'in flight' },
};

/** What became of it, in words: "" of a received one, whose sender knows. */
export function fateText({ fate, trigger, triggerInferred }: Packet): string {
    if (fate === null) return '';
    if (trigger === null || (fate !== 'lost' && fate !== 'late-acked')) return FATES[fate].long;
    const why = `${trigger.replaceAll('_', ' ')}${triggerInferred === true ? ', inferred' : ''}`;
    return `${FATES[fate].long} (${why})`;
}

/** The same in two words, for where there is little room. */
export function fateWord({ fate }: Packet): string {
    return fate === null ? '' : FATES[fate].short;
}
