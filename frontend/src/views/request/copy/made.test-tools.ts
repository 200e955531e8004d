import type { Header, RequestDetail } from '../../../api';

/** A request as it is captured, for tests. */
export const header = (name: string, value: string, more: Partial<Header> = {}): Header => ({
    name,
    value,
    valueLength: new TextEncoder().encode(value).length,
    truncated: false,
    masked: false,
    withheld: false,
    offsetNanos: 0,
    ...more,
});

export const detail = (part: Partial<RequestDetail> = {}): RequestDetail => ({
    conn: 23,
    req: 1,
    at: '2026-11-20T20:06:46.000000001Z',
    protocol: 'HTTP/1.1',
    method: 'GET',
    scheme: 'http',
    authority: '127.0.0.1:18080',
    path: '/hello.txt',
    status: 200,
    durationNanos: 1000,
    durationUntil: 'response',
    headers: 8,
    finished: true,
    gaps: [],
    requestHeaders: [
        header(':authority', '127.0.0.1:18080'),
        header(':method', 'GET'),
        header(':path', '/hello.txt'),
        header(':scheme', 'http'),
        header('user-agent', 'curl/7.88.1'),
        header('accept', '*/*'),
    ],
    responseHeaders: [header('content-length', '6'), header('content-type', 'text/plain')],
    events: [],
    connection: null,
    verdict: null,
    ...part,
});
