import type { Among, Progress } from './explore';
import { get } from './http';
import type { Loss } from './types';

const session = (id: string) => `/api/sessions/${encodeURIComponent(id)}`;

/** Sparse: `index[i]` is a bucket, the other columns its counts. */
export interface OverviewCounts {
    index: number[];
    /** By status class: `1xx` … `5xx`, `none`. */
    status: Record<string, number[]>;
    /** By protocol: `HTTP/1.0` … `HTTP/3`, `none`. */
    protocol: Record<string, number[]>;
}

/** How many requests took how long, when: `count[i]` of them in bucket `index[i]` and row `row[i]`. */
export interface Heat {
    /** The least duration of each row, four an octave; a row ends where the next begins. */
    nanos: number[];
    /** Where the last row ends; null: there is none. */
    endNanos?: number | null;
    index: number[];
    row: number[];
    count: number[];
}

/** Of the requests that began between two moments. Percentiles are never told shorter than they are, and at most 0.1 % longer. */
export interface Totals {
    requests: number;
    connections: number;
    status: Record<string, number>;
    protocol: Record<string, number>;
    incomplete: number;
    p50Nanos: number | null;
    p95Nanos: number | null;
    p99Nanos: number | null;
    maxNanos: number | null;
}

export interface Overview extends Progress {
    /** ISO 8601. */
    origin: string;
    /** From the first to the last that is known. */
    extent: { from: number; to: number };
    /** The first bucket begins here; a multiple of `bucketNanos` (a power of two) since 1970. */
    from: number;
    bucketNanos: number;
    buckets: number;
    counts: OverviewCounts;
    heat: Heat;
    /**
     * Stored events by protocol, in buckets of their own where those of the requests are finer than 4 ms. Null where `q` is
     * not empty and in files of old; then `eventsWhy` says so.
     */
    events: { from: number; bucketNanos: number; index: number[]; protocol: Record<string, number[]> } | null;
    eventsWhy?: string | null;
    /** Of all that `from` and `to` embrace; buckets are counted whole, also where they reach beyond. */
    totals: Totals;
    losses: (Loss & { fromOffsetNanos: number; toOffsetNanos: number })[];
}

export const overview = (id: string, of: Among & { buckets?: number }, signal?: AbortSignal) =>
    get<Overview>(`${session(id)}/overview`, { ...of }, signal);

/**
 * Requests of a known duration as points, thinned evenly where there are more than asked for: always the same ones, wherever
 * the window is, and the slowest fifty.
 */
export interface Scatter extends Progress {
    origin: string;
    /** `CONN/REQ` of each. */
    request: string[];
    offsetNanos: number[];
    durationNanos: number[];
    status: number[];
    /** One point stands for about so many. */
    each: number;
}

export const scatter = (id: string, of: Among & { points?: number }, signal?: AbortSignal) =>
    get<Scatter>(`${session(id)}/scatter`, { ...of }, signal);

/**
 * What a lane shows: per bucket its longest request, and how many began in it; those that began before the window and last
 * into it count as one bucket. Columns of one length.
 */
export interface LaneItems {
    from: number[];
    /** -1: no end is known. */
    to: number[];
    status: number[];
    count: number[];
    /** `CONN/REQ` of the longest. */
    request: string[];
    /** Method and path; "" where they would have no room: of less than a hundred and fiftieth of the window. */
    label: string[];
}

export interface Lane {
    key: string;
    label: string;
    /** Its requests, as a query; "" where a lane is one request. */
    condition: string;
    conn: number | null;
    protocol: string | null;
    /** When its connection was there, where it is one. */
    life: {
        from: number;
        /** Its end, or the last that is known of it where `end` is null. */
        to: number;
        beforeCapture: boolean;
        /** From its beginning to the end of its TLS handshake. */
        handshakeNanos: number | null;
        /** `closed`, of QUIC and TCP in more words; null: no end was seen. */
        end: string | null;
        /** When its TCP sent something again, to the second; of lanes that were asked for by their keys. */
        resent?: number[];
    } | null;
    requests: number;
    items: LaneItems;
}

export interface Lanes extends Progress {
    origin: string;
    bucketNanos: number;
    lanes: Lane[];
    next?: string;
}

interface LanesOf extends Among {
    by: string;
    width: number;
    limit?: number;
    after?: string | undefined;
    /** Just these lanes. */
    keys?: readonly string[];
}

/** `by`: connection, request, or any field. */
export const lanes = (id: string, { keys, ...of }: LanesOf, signal?: AbortSignal) =>
    get<Lanes>(`${session(id)}/lanes`, { ...of, keys: keys?.map(encodeURIComponent).join(',') }, signal);
