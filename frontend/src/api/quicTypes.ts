import type { RequestRow } from './requestRow';
import type { TraceEvent } from './types';

/** What the server's JSON says of QUIC. `…OffsetNanos` count from the connection's `at`, and are exact in a double. */
export type Space = 'initial' | '0rtt' | 'handshake' | 'application';
export type Direction = 'sent' | 'received';
export type Fate = 'acked' | 'late-acked' | 'lost' | 'in-flight';

/** One frame as far as the probes tell it: its type in lower case, and the fields of its kind. */
export interface Frame {
    type: string;
    stream?: number | null;
    offset?: number | null;
    length?: number | null;
    fin?: boolean;
    /** Null: its stream's beginning was not seen. */
    retransmitted?: boolean | null;
    reordered?: boolean;
    largest?: number | null;
    delay?: number | null;
    ranges?: [number, number][];
    [field: string]: unknown;
}

export interface Packet {
    key?: string;
    space: Space;
    number: number;
    direction: Direction;
    at: string;
    offsetNanos: number;
    size: number | null;
    /** The source tells only what was inside. */
    sizeOf?: 'payload';
    type: string | null;
    ackOnly: boolean;
    frames: Frame[];
    /** Null: received, its fate is its sender's. */
    fate: Fate | null;
    fateAt: string | null;
    fateOffsetNanos: number | null;
    trigger: string | null;
    /** No probe told it: it follows from what was acknowledged then. */
    triggerInferred?: boolean;
    /** When it was declared lost, of a lost or late-acked one. */
    lostOffsetNanos?: number;
    /** From sending it to its ACK, by our clock. */
    rttNanos: number | null;
    /** A neighbour of a match, not one itself. */
    context?: boolean;
}

export interface PacketDetail extends Packet {
    events: TraceEvent[];
    streams: { stream: number; req: number | null; request: RequestRow | null }[];
    /** `received/application/12`: the packet whose ACK told of it, where it was captured. */
    ackedBy: string | null;
}

export type SeriesUnit = 'bytes' | 'nanos' | 'count' | 'share';

/** The buckets that hold something; `index` counts from the answer's `from`. */
export interface SeriesColumns {
    unit: SeriesUnit;
    index: number[];
    min: number[];
    max: number[];
    last: number[];
    count: number[];
    sum: number[];
}

export interface Series {
    from: string;
    offsetNanos: number;
    bucketNanos: number;
    buckets: number;
    /** Whether every event was read, not a summary of them. */
    exact: boolean;
    series: Record<string, SeriesColumns>;
    notes: string[];
}

export interface StreamSpan {
    kind: string;
    fromOffsetNanos: number;
    toOffsetNanos: number;
}

export interface StreamRow {
    stream: number;
    req: number | null;
    initiator: string | null;
    kind: 'bidi' | 'uni' | 'crypto';
    request: { method: string | null; path: string | null; status: number | null; durationNanos: number | null } | null;
    openedOffsetNanos: number | null;
    firstSentOffsetNanos: number | null;
    lastSentOffsetNanos: number | null;
    finishedOffsetNanos: number | null;
    closedOffsetNanos: number | null;
    bytesSent: number;
    bytesRetransmitted: number;
    bytesAcked: number;
    bytesLost: number;
    bytesReceived: number;
    firstReceivedOffsetNanos: number | null;
    lastReceivedOffsetNanos: number | null;
    /** What the peer lets us send on it. */
    limit: number | null;
    reset: { sent: number | null; received: number | null } | null;
    spans: StreamSpan[];
}

export type RangeKind = 'sent' | 'retransmitted' | 'lost' | 'acked' | 'received' | 'reordered';

export interface StreamRange {
    offsetNanos: number;
    toOffsetNanos: number;
    offset: number;
    length: number;
    /** Fewer than its length where what was merged has gaps. */
    bytes: number;
    /** Of how many events it is made. */
    count: number;
    kind: RangeKind;
}

export interface StreamDetail extends StreamRow {
    ranges: StreamRange[];
    /** How many ranges stand for more than one event, where the answer was bounded. */
    merged: number;
}

export interface Mark {
    at: string;
    offsetNanos: number;
    kind: string;
    text: string;
    probe: string;
    /** Where several of a kind were counted as one. */
    count?: number;
}

/** Whose bytes went when, as columns: what stands at one place in them belongs together. */
export interface Multiplexing {
    /** Whether every packet is told; else each place is what of a stream went in `columnNanos` from its offset on. */
    exact: boolean;
    columnNanos: number;
    offsetNanos: number[];
    /** Null: `streams` others together. */
    stream: (number | null)[];
    streams: number[];
    /** Of the stream's bytes: from the least to the greatest. */
    offset: number[];
    end: number[];
    bytes: number[];
    /** Of the bytes those sent again, or received out of order. */
    again: number[];
    /** `application.12`, where every packet is told. */
    packet: string[];
}
