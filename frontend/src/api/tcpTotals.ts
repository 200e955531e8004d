import { get } from './http';

/** What the TCP connections of a session came to together. */
export interface TcpTotals {
    connections: number;
    /** On so many no HTTP was seen. */
    never: number;
    /** So many sent anything again. */
    resending: number;
    /** Segments that were sent again. */
    retransmits: number;
    bytesReceived: number;
    bytesAcked: number;
    /** Of the bytes of those that were closed in order, what went again; null: none was. */
    resentShare: number | null;
    rtt: TcpRoundTrips | null;
    /** Of those whose end was told, how it was. */
    ends: Partial<Record<'closed' | 'reset' | 'timeout', number>>;
}

/** Smoothed round trips, one of each connection. */
export interface TcpRoundTrips {
    connections: number;
    minNanos: number;
    p50Nanos: number;
    p95Nanos: number;
    p99Nanos: number;
    maxNanos: number;
    /** By powers of two. */
    buckets: { fromNanos: number; toNanos: number; count: number }[];
}

export const tcpTotals = (session: string, signal?: AbortSignal) =>
    get<TcpTotals>(`/api/sessions/${encodeURIComponent(session)}/tcp`, {}, signal);
