import type { Packet } from '../../api';

/** A packet's name in the URL: `sent.application.123`. */
export const nameOf = ({ direction, space, number }: Packet): string => `${direction}.${space}.${number}`;

export const SPACES: Readonly<Record<Packet['space'], { name: string; letter: string }>> = {
    initial: { name: 'Initial', letter: 'I' },
    '0rtt': { name: '0-RTT', letter: '0' },
    handshake: { name: 'Handshake', letter: 'H' },
    application: { name: '1-RTT', letter: '' },
};

/** A space in words, also one of a URL, which may be anything. */
export const spaceName = (space: string): string =>
    Object.entries(SPACES).find(([id]) => id === space)?.[1].name ?? space;

/** How one calls what a packet may have become, to choose among them. */
export const FATE_CHOICES = [
    ['acked', 'acked'],
    ['lost', 'lost'],
    ['late-acked', 'lost, then acked'],
    ['in-flight', 'in flight, unacked'],
] as const;
