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
    /** The least duration of each row; a row ends where the next begins. */
    nanos: number[];
    index: number[];
    row: number[];
    count: number[];
}

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
    /** Events stored per bucket, by protocol; only where `q` is empty, else null. */
    events: { index: number[]; protocol: Record<string, number[]> } | null;
    /** Of all that `from` and `to` embrace. */
    totals: Totals;
    losses: (Loss & { fromOffsetNanos: number; toOffsetNanos: number })[];
}

export const overview = (id: string, of: Among & { buckets?: number }, signal?: AbortSignal) =>
    get<Overview>(`${session(id)}/overview`, { ...of }, signal);

/** Requests as points, thinned evenly where there are more than asked for. */
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

/** What a lane shows: per bucket its longest request, and how many began in it. Columns of one length. */
export interface LaneItems {
    from: number[];
    /** -1: no end is known. */
    to: number[];
    status: number[];
    count: number[];
    /** `CONN/REQ` of the longest. */
    request: string[];
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
        to: number;
        beforeCapture: boolean;
        handshakeNanos: number | null;
        end: string | null;
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

/** `by`: connection, request, or any field; `keys`: just these lanes. */
export const lanes = (
    id: string,
    of: Among & { by: string; width: number; limit?: number; after?: string | undefined; keys?: string },
    signal?: AbortSignal,
) => get<Lanes>(`${session(id)}/lanes`, { ...of }, signal);
