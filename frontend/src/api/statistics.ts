import { get } from './http';

/** What some QUIC connections came to together; null stands for what nobody told. */
export interface QuicFigures {
    connections: number;
    requests: number;
    packetsSent: number | null;
    packetsReceived: number | null;
    packetsLost: number | null;
    lateAcked: number | null;
    lossShare: number | null;
    spuriousShare: number | null;
    ptos: number | null;
    bytesSent: number | null;
    bytesReceived: number | null;
    bytesDelivered: number | null;
    /** Bytes a second of the connections' lives. */
    throughput: number | null;
    goodput: number | null;
    rtt: { minNanos: number; p50Nanos: number; p95Nanos: number; source: 'quictrace' | 'measured' | 'both' } | null;
    handshake: { p50Nanos: number; p95Nanos: number; connections: number } | null;
    ccLimitedNanos: number | null;
    blockedNanos: number | null;
}

export interface QuicGroup extends QuicFigures {
    /** The network, the server's name, the connection's number; null where that is not known. */
    name: string | null;
    /** The query of its requests; null where none finds just them. */
    search: string | null;
}

export interface QuicStatistics {
    by: string;
    total: QuicFigures;
    rows: QuicGroup[];
    groups: number;
    leftOut: { groups: number; connections: number };
    /** Of the session, of whatever protocol. */
    allConnections: number;
    scanned: number;
    complete: boolean;
}

export interface StatisticsOf {
    by: string;
    q?: string;
    order: string;
    least?: string;
    limit?: number;
}

export const statistics = (session: string, of: StatisticsOf, signal?: AbortSignal) =>
    get<QuicStatistics>(`/api/sessions/${encodeURIComponent(session)}/quic`, { ...of }, signal);
