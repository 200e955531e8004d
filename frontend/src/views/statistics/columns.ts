import type { QuicFigures } from '../../api';
import { bitrate, count, duration, percent } from '../../ui/format';
import type { StatisticsBy, StatisticsOrder } from '../../route';

export interface Column {
    order: StatisticsOrder;
    name: string;
    /** What exactly it is. */
    title: string;
    /** Undefined where nobody told it. */
    text: (of: QuicFigures) => string | undefined;
    spare?: boolean;
}

const show = (of: number | null | undefined, how: (of: number) => string): string | undefined =>
    of == null ? undefined : how(of);

/** What only several connections have. */
const SEVERAL: readonly StatisticsOrder[] = ['connections', 'rtt95', 'handshake95'];
const SINGLE: Partial<Record<StatisticsOrder, string>> = {
    requests: 'On this connection',
    rttmin: 'The shortest round trip',
    rtt: 'The smoothed round trip',
    handshake: 'From its first event to the end of TLS; where both were seen',
};

/** The figures of a group, in the order one asks for them. */
export const COLUMNS: readonly Column[] = [
    {
        order: 'connections',
        name: 'Connections',
        title: 'QUIC connections that told anything',
        text: (of) => count(of.connections),
    },
    { order: 'requests', name: 'Requests', title: 'On these connections', text: (of) => count(of.requests) },
    { order: 'sent', name: 'Sent', title: 'Packets sent by this end', text: (of) => show(of.packetsSent, count) },
    {
        order: 'received',
        name: 'Received',
        title: 'Packets received by this end',
        text: (of) => show(of.packetsReceived, count),
        spare: true,
    },
    {
        order: 'loss',
        name: 'Loss',
        title: 'Of the packets sent, declared lost',
        text: (of) => show(of.lossShare, percent),
    },
    {
        order: 'spurious',
        name: 'Spurious',
        title: 'Of the packets declared lost, acknowledged later',
        text: (of) => show(of.spuriousShare, percent),
    },
    {
        order: 'rttmin',
        name: 'RTT min',
        title: 'The shortest round trip of any connection',
        text: (of) => show(of.rtt?.minNanos, duration),
    },
    {
        order: 'rtt',
        name: 'RTT p50',
        title: 'Half of the connections have a smoothed round trip up to this',
        text: (of) => show(of.rtt?.p50Nanos, duration),
    },
    {
        order: 'rtt95',
        name: 'RTT p95',
        title: '95 of 100 connections have a smoothed round trip up to this',
        text: (of) => show(of.rtt?.p95Nanos, duration),
    },
    {
        order: 'throughput',
        name: 'Throughput',
        title: 'Sent in packets, from a connection’s first event to its close',
        text: (of) => show(of.throughput, bitrate),
    },
    {
        order: 'goodput',
        name: 'Goodput',
        title: 'Application data that arrived, each byte once, over the same time',
        text: (of) => show(of.goodput, bitrate),
    },
    {
        order: 'handshake',
        name: 'Handshake p50',
        title: 'Half of the handshakes that were seen whole took up to this',
        text: (of) => show(of.handshake?.p50Nanos, duration),
    },
    {
        order: 'handshake95',
        name: 'Handshake p95',
        title: '95 of 100 handshakes that were seen whole took up to this',
        text: (of) => show(of.handshake?.p95Nanos, duration),
        spare: true,
    },
];

/** Those of one kind of group: of a single connection half and 95 of 100 are the same. */
export function columnsOf(by: StatisticsBy): readonly Column[] {
    if (by !== 'connection') return COLUMNS;
    return COLUMNS.filter((column) => !SEVERAL.includes(column.order)).map((column) => ({
        ...column,
        name: column.name.replace(' p50', ''),
        title: SINGLE[column.order] ?? column.title,
    }));
}
