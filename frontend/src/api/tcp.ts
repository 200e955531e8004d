import { get } from './http';

/** A count that nobody told is null. */
type Told = number | null;

/**
 * The life of the TCP connection under an HTTP/1 or HTTP/2 connection. Two HTTP connections share one where HTTP/1 became
 * HTTP/2 without TLS.
 */
export interface Tcp {
    /** Its number in the capture, never another's. */
    tcp: number;
    /** All connections on it in the order they came; more than one where HTTP/1 became HTTP/2. */
    conns: number[];
    local: string | null;
    peer: string | null;
    /** Which end this process is: the server accepted it, the client connected. */
    vantage: 'server' | 'client' | null;
    /** When it was accepted or established; null where that was before the capture or unseen. */
    acceptedAt: string | null;
    closedAt: string | null;
    /** `left`: the capture ended, or the process did, before its end was told. */
    state: 'open' | 'closed' | 'left';
    /** Of what moment the numbers below are: its end, or the latest second in which bytes came or went; null: none yet. */
    asOf: string | null;
    bytesReceived: Told;
    bytesAcked: Told;
    /** With what was sent again. */
    bytesSent: Told;
    /** Segments sent again. */
    retransmits: Told;
    rttNanos: Told;
    rttMinNanos: Told;
    /** In segments. */
    cwnd: Told;
    /** How many samples there are: one for each second in which bytes came or went, and the end. */
    samples: number;
    end: TcpEnd | null;
    /** How it came to its HTTP connection; null: it never became one. */
    joined: 'exact' | 'inferred' | null;
}

export interface TcpEnd {
    /** `closed`: in order; `reset` or `timeout`: not. */
    kind: 'closed' | 'reset' | 'timeout';
    /** Who closed first, or reset it; both at once; null: nobody (a timeout), or it cannot be told. */
    by: 'server' | 'client' | 'this_end' | 'other_end' | 'both' | null;
    /** The state before the end, as `LAST_ACK`. */
    lastState: string;
    /** As `ECONNRESET`; null: none. */
    error: string | null;
    errno: number | null;
}

/** What it had come to at a moment. */
export interface TcpPoint {
    at: string;
    offsetNanos: number;
    bytesReceived: number;
    bytesAcked: number;
    bytesSent: number;
    retransmits: number;
    /** Null: not measured yet. */
    rttNanos: Told;
    rttMinNanos: Told;
    cwnd: number;
}

/** Offsets count from the connection's beginning. */
export interface TcpSeries {
    points: TcpPoint[];
    /** How many samples the stretch has; where that is more than points, each point is the last of its share of the time. */
    samples: number;
}

export const tcpSeries = (
    session: string,
    conn: number | string,
    which: { from?: string; to?: string; width?: number } = {},
    signal?: AbortSignal,
) =>
    get<TcpSeries>(
        `/api/sessions/${encodeURIComponent(session)}/connections/${encodeURIComponent(conn)}/tcp`,
        { ...which },
        signal,
    );
