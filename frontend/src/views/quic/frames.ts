import type { Frame, Packet } from '../../api';
import type { ColourName } from '../../ui/colours';
import { count, duration } from '../../ui/format';

export type Family = 'ack' | 'stream' | 'crypto' | 'flow' | 'close' | 'path' | 'other';

/** A family is a colour, a word and a shape, so that no one needs to see colours. */
export const FAMILIES: Record<
    Family,
    { name: string; colour: ColourName; shape: 'disc' | 'bar' | 'box' | 'rhomb' | 'cross' | 'ring' | 'dot' }
> = {
    ack: { name: 'ACK', colour: 'frame-ack', shape: 'disc' },
    stream: { name: 'STREAM', colour: 'frame-stream', shape: 'bar' },
    crypto: { name: 'CRYPTO', colour: 'frame-crypto', shape: 'box' },
    flow: { name: 'flow control', colour: 'frame-flow', shape: 'rhomb' },
    close: { name: 'close, reset', colour: 'frame-close', shape: 'cross' },
    path: { name: 'path, IDs', colour: 'frame-path', shape: 'ring' },
    other: { name: 'other', colour: 'frame-other', shape: 'dot' },
};

/** What a frame is about, by the words its type is made of. */
export function familyOf(type: string): Family {
    const name = type.toLowerCase().replaceAll('-', '_');
    if (/close|reset|stop_sending/.test(name)) return 'close';
    if (/^ack(_ecn)?$/.test(name)) return 'ack';
    if (/^(crypto|handshake_done)/.test(name)) return 'crypto';
    if (/max_|blocked|data_blocked/.test(name)) return 'flow';
    if (/^(stream|datagram|padding_stream)/.test(name)) return 'stream';
    if (/path|connection_id|new_token|retire/.test(name)) return 'path';
    return 'other';
}

/** A frame on one line: `STREAM 4 · 1,200–2,400 · fin`. */
export function frameText(frame: Frame, direction: Packet['direction']): string {
    const name = frame.type.toUpperCase();
    const parts: string[] = [];
    // The stack's own number of a space's CRYPTO stream tells nobody anything.
    if (frame.stream != null && frame.type !== 'crypto') parts.push(String(frame.stream));
    if (frame.offset != null && frame.length != null)
        parts.push(`${count(frame.offset)}–${count(frame.offset + frame.length)}`);
    if (frame.ranges !== undefined && frame.ranges.length > 0) parts.push(frame.ranges.map(range).join(' '));
    else if (frame.largest != null) parts.push(`up to ${count(frame.largest)}`);
    if (typeof frame.delay === 'number') parts.push(delayText(frame.delay, direction));
    if (frame.fin === true) parts.push('fin');
    if (frame.retransmitted === true) parts.push('again');
    if (frame.reordered === true) parts.push('out of order');
    for (const [field, value] of Object.entries(frame)) {
        if (!KNOWN.has(field) && (typeof value === 'number' || typeof value === 'string'))
            parts.push(`${field} ${value}`);
    }
    return `${name}${parts.length === 0 ? '' : ' '}${parts.join(' · ')}`;
}

const DELAY_UNIT_NANOS = 1_024_000;

/** Ours counts in quicly's unit; the peer's in one that it alone has told, so that its figure stays as it came. */
function delayText(delay: number, direction: Packet['direction']): string {
    if (delay === 0) return 'delay 0';
    return direction === 'sent' ? `delay ${duration(delay * DELAY_UNIT_NANOS)}` : `delay ${count(delay)} (raw)`;
}

const KNOWN = new Set([
    'type',
    'stream',
    'offset',
    'length',
    'ranges',
    'largest',
    'fin',
    'retransmitted',
    'reordered',
    'delay',
]);

const range = ([least, most]: [number, number]) => (least === most ? count(least) : `${count(least)}–${count(most)}`);
