import type { Packet } from '../../../api';

/** A packet of a test, as a server's capture tells it. */
export function packet(of: Partial<Packet> & { number: number; offsetNanos: number }): Packet {
    const direction = of.direction ?? 'sent';
    const space = of.space ?? 'application';
    return {
        key: `${direction}/${space}/${of.number}`,
        space,
        direction,
        at: '2026-11-19T20:06:48.625000000Z',
        size: 1280,
        type: null,
        ackOnly: false,
        frames: [],
        fate: direction === 'sent' ? 'in-flight' : null,
        fateAt: null,
        fateOffsetNanos: null,
        trigger: null,
        rttNanos: null,
        ...of,
    };
}

/** A sent packet that was acknowledged after `rttNanos`. */
export const acked = (number: number, offsetNanos: number, rttNanos: number, of: Partial<Packet> = {}): Packet =>
    packet({ number, offsetNanos, fate: 'acked', rttNanos, fateOffsetNanos: offsetNanos + rttNanos, ...of });

/** A received packet that acknowledges. */
export const ack = (number: number, offsetNanos: number, of: Partial<Packet> = {}): Packet =>
    packet({ number, offsetNanos, direction: 'received', ackOnly: true, frames: [{ type: 'ack' }], ...of });
