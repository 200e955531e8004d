import { get } from './http';
import type { Page, TraceEvent } from './types';

/** A probe of a session and how often it fired; null where a shared view does not tell. */
export interface FiredProbe {
    probe: string;
    provider: string;
    name: string;
    known: boolean;
    /** Its events are stored with their requests. */
    header: boolean;
    events: number | null;
    /** By step of the time asked for; empty where it did not fire in it. */
    counts: number[] | null;
    arguments: { name: string; kind: string }[];
}

/** Offsets are nanoseconds from `origin`. */
export interface FiredProbes {
    origin: string;
    extent: { from: number; to: number };
    from: number;
    bucketNanos: number;
    counted: boolean;
    rows: FiredProbe[];
}

export interface ProbeEvent extends TraceEvent {
    pid: number;
}

/** How far the events were looked at. */
interface Looked {
    scanned: number;
    of: number;
    complete: boolean;
}

export interface Summary extends Looked {
    argument: string;
    kind: string;
    text: boolean;
    count: number;
    missing: number;
    least: number | string | null;
    most: number | string | null;
    mean: number | null;
}

/** Both ends belong to a bucket. */
export interface ValueBucket {
    from: number | string;
    to: number | string;
    count: number;
}

export interface ValueHistogram extends Summary {
    buckets: ValueBucket[];
    below?: number;
    above?: number;
}

export interface TopValue {
    value: number | string;
    /** Of a longer text these are its first bytes. */
    cut: boolean;
    count: number;
}

export interface TopOfValues extends Summary {
    values: TopValue[];
    distinct: number;
    /** By how much a count can be too small; 0: these are all there are. */
    shortBy: number;
}

export interface OverTime extends Looked {
    argument: string;
    kind: string;
    text: boolean;
    count: number;
    from: number;
    bucketNanos: number;
    buckets: number;
    index: number[];
    counts: number[];
    least: number[];
    p50: number[];
    p95: number[];
    most: number[];
    points: { offsetNanos: number; value: number }[];
}

export interface EventsOf {
    probe: string;
    q?: string;
    from?: string;
    to?: string;
}

export interface ArgumentOf extends EventsOf {
    argument: string;
    least?: string;
    most?: string;
    bins?: number;
    buckets?: number;
    limit?: number;
    /** So long it may take; without, less than a second. */
    seconds?: number;
}

const path = (session: string) => `/api/sessions/${encodeURIComponent(session)}/probes`;

export const firedProbes = (id: string, of: { from?: string; to?: string; buckets?: number }, signal?: AbortSignal) =>
    get<FiredProbes>(path(id), { ...of }, signal);
export const probeEvents = (
    id: string,
    of: EventsOf & { after?: string | undefined; limit?: number },
    signal?: AbortSignal,
) => get<Page<ProbeEvent>>(`${path(id)}/events`, { ...of }, signal);
export const valueHistogram = (id: string, of: ArgumentOf, signal?: AbortSignal) =>
    get<ValueHistogram>(`${path(id)}/argument`, { ...of, kind: 'histogram' }, signal);
export const topValues = (id: string, of: ArgumentOf, signal?: AbortSignal) =>
    get<TopOfValues>(`${path(id)}/argument`, { ...of, kind: 'top' }, signal);
export const valuesOverTime = (id: string, of: ArgumentOf, signal?: AbortSignal) =>
    get<OverTime>(`${path(id)}/argument`, { ...of, kind: 'time' }, signal);
