import { change, get } from './http';

/** A column of a view, as the schema page tells it; a key is one by whose values rows are found without a scan. */
export interface ViewColumn {
    name: string;
    type: string;
    about: string;
    key: boolean;
}

export interface SqlView {
    name: string;
    about: string;
    example: string;
    columns: ViewColumn[];
}

export interface SqlSchema {
    views: SqlView[];
    limits: { rows: number; mostRows: number; bytes: number; mostBytes: number; millis: number; mostMillis: number };
}

export type SqlType = 'text' | 'number' | 'flag' | 'time' | 'json' | 'bytes';
/** Whole numbers past 2^53 come as text; times as ISO 8601. */
export type SqlValue = string | number | boolean | null;

export interface SqlAnswer {
    columns: { name: string; type: SqlType }[];
    rows: SqlValue[][];
    /** Why it is not all: `rows`, `bytes`; absent where it is. */
    truncated?: 'rows' | 'bytes';
    elapsedMillis: number;
    /** Until when running sessions are complete in it. */
    through?: string;
}

export interface SqlQuestion {
    sql: string;
    parameters: Record<string, string>;
    sessions: string[];
    limit?: number;
}

export interface SavedQuery {
    id: string;
    title: string;
    about: string;
    /** What it is about, for the list: `latency`, `errors`, `quic` …; of own ones `own`. */
    group: string;
    sql: string;
    parameters: { name: string; value: string; about: string }[];
    own: boolean;
    /** Of own ones; sent with a change, it is refused where somebody else changed the query meanwhile. */
    changedAt?: string;
}

/** A statement that was run: the audit, and the page's history. */
export interface SqlRun {
    at: string;
    who: string;
    sql: string;
    parameters: Record<string, string>;
    sessions: string[];
    millis: number;
    rows: number;
    outcome: 'running' | 'done' | 'refused' | 'failed' | 'stopped';
    error?: string;
}

export const sqlSchema = (signal?: AbortSignal) => get<SqlSchema>('/api/sql/schema', {}, signal);
/** Aborted, the server ends the statement. */
export const runSql = (question: SqlQuestion, signal?: AbortSignal) =>
    change<SqlAnswer>('POST', '/api/sql', question, signal);

/** Where an answer is read as JSON or CSV by whoever has the token or the cookie. */
export function sqlPath({ sql, parameters, sessions, limit }: SqlQuestion, format: 'csv' | 'json'): string {
    const query = new URLSearchParams({ sql });
    for (const id of sessions) query.append('session', id);
    for (const [name, value] of Object.entries(parameters)) query.append(`p.${name}`, value);
    if (limit !== undefined) query.append('limit', String(limit));
    query.append('format', format);
    return `/api/sql?${query.toString()}`;
}

export const sqlRuns = (signal?: AbortSignal) => get<{ rows: SqlRun[] }>('/api/sql/history', {}, signal);
export const savedQueries = (signal?: AbortSignal) => get<{ queries: SavedQuery[] }>('/api/queries', {}, signal);
export const saveQuery = (query: Pick<SavedQuery, 'title' | 'about' | 'sql' | 'parameters'>) =>
    change<SavedQuery>('POST', '/api/queries', query);
export const changeQuery = (id: string, query: Partial<Pick<SavedQuery, 'title' | 'about' | 'sql' | 'parameters'>>) =>
    change<SavedQuery>('PATCH', `/api/queries/${encodeURIComponent(id)}`, query);
export const deleteQuery = (id: string) => change<unknown>('DELETE', `/api/queries/${encodeURIComponent(id)}`);
