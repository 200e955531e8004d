import { describe, expect, it } from 'vitest';
import type { StreamRow } from '../../../api';
import { activeOf, lifeOf, ordered, streamName, whatItIs } from './rows';

const row = (stream: number, more: Partial<StreamRow> = {}): StreamRow => ({
    stream,
    req: null,
    initiator: 'client',
    kind: 'bidi',
    request: null,
    openedOffsetNanos: null,
    firstSentOffsetNanos: null,
    lastSentOffsetNanos: null,
    finishedOffsetNanos: null,
    closedOffsetNanos: null,
    firstReceivedOffsetNanos: null,
    lastReceivedOffsetNanos: null,
    bytesSent: 0,
    bytesRetransmitted: 0,
    bytesAcked: 0,
    bytesLost: 0,
    bytesReceived: 0,
    limit: null,
    reset: null,
    spans: [],
    ...more,
});

describe('the rows of streams', () => {
    it('live from the first to the last that was seen of them', () => {
        const stream = row(0, {
            openedOffsetNanos: 5,
            firstSentOffsetNanos: 9,
            lastSentOffsetNanos: 12,
            closedOffsetNanos: 40,
        });
        expect(lifeOf(stream)).toEqual({ from: 5, to: 40 });
        expect(activeOf(stream)).toEqual({ from: 9, to: 12 });
        expect(lifeOf(row(4))).toBeUndefined();
        expect(activeOf(row(4, { openedOffsetNanos: 5 }))).toBeUndefined();
    });

    it('stand in the order in which they began; those of requests by themselves', () => {
        const streams = [
            row(8, { openedOffsetNanos: 9, req: 8 }),
            row(3, { openedOffsetNanos: 1 }),
            row(0, { openedOffsetNanos: 5, req: 0 }),
        ];
        expect(ordered(streams, 'all').map(({ stream }) => stream)).toEqual([3, 0, 8]);
        expect(ordered(streams, 'requests').map(({ stream }) => stream)).toEqual([0, 8]);
    });

    it('have a name', () => {
        expect(streamName({ stream: -3, kind: 'crypto' })).toBe('Handshake');
        expect(streamName({ stream: 12, kind: 'bidi' })).toBe('12');
        expect(whatItIs(row(3, { kind: 'uni', initiator: 'server' }))).toBe('server, one way');
    });
});
