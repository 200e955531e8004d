import { describe, expect, it } from 'vitest';
import type { QuicFigures } from '../../api';
import { STATISTICS_ORDERS } from '../../route';
import { COLUMNS, columnsOf } from './columns';

const NOTHING: QuicFigures = {
    connections: 3,
    requests: 12_000,
    packetsSent: null,
    packetsReceived: null,
    packetsLost: null,
    lateAcked: null,
    lossShare: null,
    spuriousShare: null,
    ptos: null,
    bytesSent: null,
    bytesReceived: null,
    bytesDelivered: null,
    throughput: null,
    goodput: null,
    rtt: null,
    handshake: null,
    ccLimitedNanos: null,
    blockedNanos: null,
};
const texts = (of: QuicFigures) => Object.fromEntries(COLUMNS.map((column) => [column.order, column.text(of)]));

describe('the columns', () => {
    it('are all that one can order by', () => {
        expect(COLUMNS.map((column) => column.order)).toEqual([...STATISTICS_ORDERS]);
    });

    it('leave out what nobody told, and show a zero that somebody told', () => {
        expect(texts(NOTHING)).toMatchObject({ connections: '3', requests: '12,000', loss: undefined, rtt: undefined });
        expect(texts({ ...NOTHING, lossShare: 0, packetsSent: 0 })).toMatchObject({ loss: '0%', sent: '0' });
    });

    it('of one connection are not told twice', () => {
        expect(columnsOf('connection').map((column) => column.name)).toEqual([
            'Requests',
            'Sent',
            'Received',
            'Loss',
            'Spurious',
            'RTT min',
            'RTT',
            'Throughput',
            'Goodput',
            'Handshake',
        ]);
        expect(columnsOf('sni')).toEqual(COLUMNS);
    });

    it('have their units', () => {
        const of: QuicFigures = {
            ...NOTHING,
            lossShare: 0.0512,
            throughput: 1_250_000,
            rtt: { minNanos: 950_000, p50Nanos: 12_300_000, p95Nanos: 1.5e9, source: 'measured' },
        };
        expect(texts(of)).toMatchObject({
            loss: '5.12%',
            throughput: '10.0 Mb/s',
            rttmin: '950 µs',
            rtt: '12.3 ms',
            rtt95: '1.50 s',
        });
    });
});
