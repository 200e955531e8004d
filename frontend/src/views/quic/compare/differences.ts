import type { QuicSummary } from '../../../api';
import { bytes, count, duration, percent } from '../../../ui/format';

/** A fact of two connections beside one another; undefined where one of them does not tell it. */
export interface Fact {
    name: string;
    one: string | undefined;
    two: string | undefined;
    /** Of the second against the first. */
    difference: string | undefined;
}

const NAMED: readonly (readonly [string, (of: QuicSummary) => number | null | undefined, (value: number) => string])[] =
    [
        ['Handshake', (of) => of.handshakeNanos, duration],
        ['RTT least', (of) => of.rtt?.minNanos, duration],
        ['RTT smoothed', (of) => of.rtt?.smoothedNanos, duration],
        ['Packets sent', (of) => of.packets.sent, count],
        ['Packets lost', (of) => of.packets.lost, count],
        ['Loss', (of) => of.lossShare, percent],
        ['Sent', (of) => of.bytes.sent, bytes],
        ['Sent again', (of) => of.bytes.retransmitted, bytes],
        ['Received', (of) => of.bytes.received, bytes],
        ['cwnd greatest', (of) => of.cwnd?.max, bytes],
        ['cwnd-limited', (of) => of.ccLimitedNanos, duration],
    ];

/** What two connections came to, and how much more or less it was in the second. */
export function factsOf(one: QuicSummary, two: QuicSummary): Fact[] {
    return NAMED.map(([name, of, say]) => {
        const first = of(one) ?? undefined;
        const second = of(two) ?? undefined;
        return {
            name,
            one: first === undefined ? undefined : say(first),
            two: second === undefined ? undefined : say(second),
            difference: first === undefined || second === undefined ? undefined : differenceOf(second - first, say),
        };
    });
}

function differenceOf(by: number, say: (value: number) => string): string {
    if (by === 0) return '=';
    return `${by > 0 ? '+' : '−'}${say(Math.abs(by))}`;
}
