import { signal } from '@preact/signals';

/** What went wrong, why, and what to do about it, as the server says it. */
export class ApiError extends Error {
    constructor(
        readonly status: number,
        message: string,
        readonly hint = '',
        readonly position?: { from: number; to: number },
        readonly field?: string,
    ) {
        super(message);
    }
}

interface Failure {
    error?: string;
    hint?: string | null;
    field?: string | null;
    position?: { from: number; to: number } | null;
}

/** Set once the link that one came by has expired or was revoked. */
export const ended = signal<ApiError | undefined>(undefined);

export type Params = Record<string, string | number | undefined>;

/** How far the server's clock is ahead of this browser's, to show how long something has been running there. */
export let clockAheadMillis = 0;

export function address(path: string, params: Params = {}): string {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(params)) {
        if (value !== undefined && value !== '') search.set(name, String(value));
    }
    const text = search.toString();
    return text === '' ? path : `${path}?${text}`;
}

export async function get<T>(path: string, params: Params = {}, signal?: AbortSignal): Promise<T> {
    return send<T>(address(path, params), signal ? { signal } : {});
}

export async function change<T>(
    method: 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    signal?: AbortSignal,
): Promise<T> {
    const headers: Record<string, string> = { 'X-Hydroscope': '1' };
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    const written = body === undefined ? {} : { body: JSON.stringify(body) };
    return send<T>(path, { method, headers, ...written, ...(signal ? { signal } : {}) });
}

const early = new Map<string, Promise<Response>>();

/** Asks already what is soon going to be asked, once, by `get`: a page need not be drawn first to know it. */
export function ahead(path: string, params: Params = {}): void {
    const url = address(path, params);
    const asked = fetch(url, { credentials: 'same-origin' });
    early.set(url, asked);
    // Whoever gets it hears what went wrong.
    asked.catch(() => undefined);
}

/** What was asked ahead and not yet got is asked anew. */
export function dropAhead(): void {
    early.clear();
}

function fetched(url: string, init: RequestInit): Promise<Response> {
    const asked = init.method === undefined ? early.get(url) : undefined;
    early.delete(url);
    return asked ?? fetch(url, { ...init, credentials: 'same-origin' });
}

async function send<T>(url: string, init: RequestInit): Promise<T> {
    let response: Response;
    try {
        response = await fetched(url, init);
        init.signal?.throwIfAborted();
    } catch (reason) {
        if (reason instanceof DOMException && reason.name === 'AbortError') throw reason;
        throw new ApiError(0, 'Hydroscope does not answer.', 'See whether its server still runs, then try again.');
    }
    const date = Date.parse(response.headers.get('Date') ?? '');
    if (!Number.isNaN(date)) noteClock(date - Date.now());
    if (!response.ok) {
        const problem = failure(response.status, await response.text());
        if (response.status === 410) ended.value = problem;
        throw problem;
    }
    const text = await response.text();
    return (text === '' ? undefined : JSON.parse(text)) as T;
}

/** The header counts in seconds: a difference below that says nothing. */
function noteClock(ahead: number): void {
    clockAheadMillis = Math.abs(ahead) < 1500 ? 0 : ahead;
}

export function failure(status: number, text: string): ApiError {
    if (status === 401) {
        return new ApiError(
            401,
            'This page has no access to Hydroscope.',
            'Open the address that `serve` printed when it started: it carries the token.',
        );
    }
    try {
        const body = JSON.parse(text) as Failure;
        const message = body.error ?? `The server answered ${status}.`;
        return new ApiError(status, message, body.hint ?? '', body.position ?? undefined, body.field ?? undefined);
    } catch {
        return new ApiError(status, `The server answered ${status}.`, 'What it says is in its terminal.');
    }
}

export function isAbort(reason: unknown): boolean {
    return reason instanceof DOMException && reason.name === 'AbortError';
}

export function asApiError(reason: unknown): ApiError {
    if (reason instanceof ApiError) return reason;
    return new ApiError(0, reason instanceof Error ? reason.message : String(reason), 'Reload the page.');
}
