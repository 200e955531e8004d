import { change, get } from './http';
import type { Header } from './header';
import type { RequestRow } from './requestRow';

export type Redaction = 'standard' | 'strict';

/** A shared view; its key names it here and opens nothing. */
export interface SharedLink {
    key: string;
    session: string;
    /** The path and query of the page that it leads to. */
    view: string;
    note: string;
    redaction: Redaction;
    createdAt: string;
    expiresAt: string;
    revokedAt: string | null;
    state: 'live' | 'expired' | 'revoked';
    uses: number;
    usedAt: string | null;
}

/** `expires`: `12h`, `7d`, or a moment in ISO 8601. */
export interface LinkWish {
    session: string;
    view: string;
    note?: string;
    expires?: string;
    redaction?: Redaction;
}

/** Someone who came by a link. */
export interface LinkUse {
    at: string;
    address: string;
    agent: string;
    /** Else only its cookie came, from an address or a browser not seen before. */
    opened: boolean;
    requests: number;
    lastAt: string;
}

/** The newest request of a view as a link would show it; null where the view has none. */
export interface LinkPreview {
    /** Null where there was no time to count them all. */
    requests: number | null;
    request: RequestRow | null;
    requestHeaders: Header[];
    responseHeaders: Header[];
    peer: string | null;
    sni: string | null;
}

/** The address is told once, and nowhere kept. */
export const createLink = (wish: LinkWish) => change<SharedLink & { url: string }>('POST', '/api/links', wish);
export const previewLink = (wish: LinkWish) => change<LinkPreview>('POST', '/api/links/preview', wish);
export const links = (signal?: AbortSignal) => get<SharedLink[]>('/api/links', {}, signal);
export const revokeLink = (key: string) => change<SharedLink>('DELETE', `/api/links/${encodeURIComponent(key)}`);
export const linkUses = (key: string, signal?: AbortSignal) =>
    get<LinkUse[]>(`/api/links/${encodeURIComponent(key)}/uses`, {}, signal);
