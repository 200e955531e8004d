import type { SessionRequest } from './ask';
import { ahead, change, get } from './http';
import type { RequestRow } from './requestRow';
import type {
    Completions,
    ConnectionRow,
    Health,
    Loss,
    Page,
    RequestDetail,
    Session,
    Target,
    TraceEvent,
} from './types';

export * from './ask';
export * from './connections';
export * from './explore';
export * from './exports';
export * from './groups';
export * from './header';
export * from './links';
export * from './notes';
export * from './overview';
export * from './quicSummary';
export * from './quicTypes';
export * from './requestRow';
export * from './sql';
export * from './statistics';
export * from './targets';
export * from './tcp';
export * from './tcpTotals';
export * from './types';
export * from './verdict';
export * from './viewer';
export { ApiError, asApiError, clockAheadMillis, dropAhead, isAbort } from './http';
export { importFile } from './upload';
export { SessionWatch, type Link } from './watch';

const session = (id: string) => `/api/sessions/${encodeURIComponent(id)}`;

export const health = (signal?: AbortSignal) => get<Health>('/api/health', {}, signal);
export const targets = (signal?: AbortSignal) => get<Target[]>('/api/targets', {}, signal);

export const sessions = (signal?: AbortSignal) => get<Session[]>('/api/sessions', {}, signal);
export const openSession = (id: string, signal?: AbortSignal) => get<Session>(session(id), {}, signal);
export const createSession = (body: SessionRequest) => change<Session>('POST', '/api/sessions', body);
export const stopSession = (id: string) => change<unknown>('POST', `${session(id)}/stop`);
/** `links`: those that show it end with it. */
export const deleteSession = (id: string, links?: 'revoke') =>
    change<unknown>('DELETE', session(id) + (links === undefined ? '' : `?links=${links}`));
export const changeSession = (id: string, what: { name?: string; note?: string; pinned?: boolean }) =>
    change<Session>('PATCH', session(id), what);

export interface PageOf {
    q?: string;
    order?: string;
    limit?: number;
    after?: string | undefined;
}

export interface RequestsOf extends PageOf {
    from?: string;
    to?: string;
    columns?: string;
    highlight?: string;
    /** So many of the rows behind `after` are passed over. */
    skip?: number;
    /** Rows are passed over until one is highlighted. */
    seek?: boolean;
    /** From `after` the other way, its own row first. */
    back?: boolean;
}

export const requests = (id: string, { seek, back, ...of }: RequestsOf, signal?: AbortSignal) =>
    get<Page<RequestRow>>(
        `${session(id)}/requests`,
        { ...of, seek: seek ? 'true' : undefined, back: back ? 'true' : undefined },
        signal,
    );
export const requestsAhead = (id: string, of: Omit<RequestsOf, 'seek' | 'back'>) =>
    ahead(`${session(id)}/requests`, { ...of });
export const request = (id: string, conn: number, req: number, signal?: AbortSignal) =>
    get<RequestDetail>(`${session(id)}/requests/${conn}/${req}`, {}, signal);
export const connection = (id: string, conn: number, signal?: AbortSignal) =>
    get<ConnectionRow>(`${session(id)}/connections/${conn}`, {}, signal);
export const connectionEvents = (
    id: string,
    conn: number,
    of: PageOf & { probe?: string; from?: string; to?: string },
    signal?: AbortSignal,
) => get<Page<TraceEvent>>(`${session(id)}/connections/${conn}/events`, { ...of }, signal);
export const completions = (id: string, q: string, caret: number, signal?: AbortSignal) =>
    get<Completions>(`${session(id)}/completions`, { q, caret }, signal);
export const losses = (id: string, signal?: AbortSignal) => get<Loss[]>(`${session(id)}/losses`, {}, signal);
