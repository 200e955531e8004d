import { get } from './http';

/** What the explorer asks of a session. Offsets are nanoseconds from `origin`, which never changes for a session. */
const session = (id: string) => `/api/sessions/${encodeURIComponent(id)}`;

/** Which requests are meant: those for which `q` holds, between two moments in ISO 8601. */
export interface Among {
    q?: string | undefined;
    from?: string | undefined;
    to?: string | undefined;
}

/** How far an answer has come: asked again the same, it goes on where it stopped, until it is complete. */
export interface Progress {
    matched: number;
    total: number;
    scanned: number;
    complete: boolean;
}

export interface FacetValue {
    value: string;
    count: number;
    /** What it adds to a query, or takes from it; "" where none can ask for it. */
    condition: string;
    /** What stands here is not the whole value that was sent. */
    masked?: true;
    cut?: true;
}

export interface Facet {
    field: string;
    /** The most frequent first. */
    values: FacetValue[];
    /** How many values there are. */
    distinct: number;
    /** Requests in which the field is missing, and the condition that asks for them. */
    missing: number;
    missingCondition: string;
    /** With a million values and more: counts may lack so many, and `distinct` is an estimate. */
    about?: number;
}

export interface Facets extends Progress {
    facets: Facet[];
}

export const facets = (id: string, of: Among & { fields: readonly string[]; limit?: number }, signal?: AbortSignal) =>
    get<Facets>(
        `${session(id)}/facets`,
        { q: of.q, from: of.from, to: of.to, field: of.fields.join(','), limit: of.limit },
        signal,
    );

/** The same question in SQL over the documented views; `notes` say where it is not quite the same. */
export interface AsSql {
    sql: string;
    notes: string[];
}

export const asSql = (id: string, of: Among & { order?: string; columns?: string }, signal?: AbortSignal) =>
    get<AsSql>(`${session(id)}/sql`, { ...of }, signal);
