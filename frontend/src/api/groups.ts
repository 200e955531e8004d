import type { Among, Progress } from './explore';
import { get } from './http';

const session = (id: string) => `/api/sessions/${encodeURIComponent(id)}`;

export type GroupOrder = 'requests' | 'errors' | 'p50' | 'p99' | 'slowest' | 'latest';

export interface Group {
    value: string;
    masked?: true;
    cut?: true;
    condition: string;
    requests: number;
    connections: number;
    clientErrors: number;
    serverErrors: number;
    /** Without a response, begun before the capture, or with events lost. */
    incomplete: number;
    p50Nanos: number | null;
    p95Nanos: number | null;
    p99Nanos: number | null;
    maxNanos: number | null;
    firstAt: string;
    lastAt: string;
}

export interface Groups extends Progress {
    by: string;
    groups: Group[];
    distinct: number;
}

export const groups = (
    id: string,
    of: Among & { by: string; order?: GroupOrder; limit?: number },
    signal?: AbortSignal,
) => get<Groups>(`${session(id)}/groups`, { ...of }, signal);

export interface DifferenceValue {
    value: string;
    /** It is no value: the field is not there. */
    missing?: true;
    masked?: true;
    cut?: true;
    condition: string;
    /** How many of the selection and of the rest have it. */
    selected: number;
    rest: number;
}

/** A field in which the selection differs from the rest; the most telling first. */
export interface Difference {
    field: string;
    /** From 0, no difference, to 1. */
    score: number;
    values: DifferenceValue[];
}

export interface Differences {
    selected: number;
    rest: number;
    fields: Difference[];
    scanned: number;
    total: number;
    complete: boolean;
}

/** What is different about those of `q` for which `of` holds, against the others of `q`. */
export const differences = (id: string, of: Among & { of: string }, signal?: AbortSignal) =>
    get<Differences>(`${session(id)}/differences`, { ...of }, signal);
