import { expect, it } from 'vitest';
import type { QuicSummary } from '../../../api';
import { factsOf } from './differences';

const summary = (handshakeNanos: number | null, lost: number, smoothed?: number) =>
    ({
        handshakeNanos,
        lossShare: lost / 1000,
        packets: { sent: 1000, lost },
        bytes: { sent: 1_200_000, received: 40_000, retransmitted: null },
        rtt: smoothed === undefined ? null : { minNanos: 1e6, smoothedNanos: smoothed },
        cwnd: null,
        ccLimitedNanos: 0,
    }) as unknown as QuicSummary;

it('says of the second connection how much more or less it was, and nothing where one does not tell', () => {
    const facts = factsOf(summary(2e6, 50, 30e6), summary(null, 10, 20e6));
    const of = (name: string) => facts.find((fact) => fact.name === name);
    expect(of('RTT smoothed')).toMatchObject({ one: '30.0 ms', two: '20.0 ms', difference: '−10.0 ms' });
    expect(of('Packets lost')?.difference).toBe('−40');
    expect(of('Packets sent')?.difference).toBe('=');
    expect(of('Handshake')).toMatchObject({ two: undefined, difference: undefined });
    expect(of('Sent again')).toEqual({ name: 'Sent again', one: undefined, two: undefined, difference: undefined });
});
