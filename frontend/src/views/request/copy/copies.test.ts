import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { Header, RequestDetail } from '../../../api';
import { curl } from './curl';
import { h2ologLines } from './lines';
import { bytesOf, quoted } from './quote';

const header = (name: string, value: string, more: Partial<Header> = {}): Header => ({
    name,
    value,
    valueLength: new TextEncoder().encode(value).length,
    truncated: false,
    masked: false,
    withheld: false,
    offsetNanos: 0,
    ...more,
});

const detail = (part: Partial<RequestDetail> = {}): RequestDetail => ({
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

/** The words that a real bash makes of a command, its first word apart, byte for byte. */
function words(command: string): Buffer[] {
    const printed = execFileSync('bash', ['--norc', '-c', `curl() { printf '%s\\0' "$@"; }\n${command}`], {
        env: { PATH: process.env['PATH'] },
    });
    const found: Buffer[] = [];
    for (let from = 0; from < printed.length; ) {
        const end = printed.indexOf(0, from);
        found.push(printed.subarray(from, end));
        from = end + 1;
    }
    return found;
}

const texts = (command: string) => words(command).map((word) => word.toString('utf8'));
const withHeaders = (...more: Header[]) => curl(detail({ requestHeaders: more }));

describe('a word for the shell', () => {
    it.each([
        `it's`,
        `'; touch /tmp/never; '`,
        '$(id) `id` $HOME ${x} !! \\ " \' * ? ~ # & | < > ( ) [ ] { }',
        'a\nb\r\tc\x7f\x1b[31m',
        '–x --y -z',
        'ü €  \u{1f600} \u202egnp.exe \u200b',
        '\\x41\\',
        '%s %n',
        'a'.repeat(20_000),
    ])('comes out of bash as it went in: %j', (text) => {
        expect(texts(`curl ${quoted(text)}`)).toEqual([text]);
    });

    it('holds every byte but NUL, also where they are no UTF-8', () => {
        const all = Uint8Array.from({ length: 255 }, (_, i) => i + 1);
        const out = words(`curl ${quoted('not it', all)}`);
        expect(out.length).toBe(1);
        expect([...(out[0] ?? [])]).toEqual([...all]);
        expect([...bytesOf('00ff7f')]).toEqual([0, 255, 127]);
    });
});

describe('a request as a curl command', () => {
    it('has its URL, its version and the headers that are its own', () => {
        expect(texts(curl(detail()))).toEqual([
            '--http1.1',
            '--url',
            'http://127.0.0.1:18080/hello.txt',
            '--header',
            'user-agent: curl/7.88.1',
            '--header',
            'accept: */*',
        ]);
    });

    it('keeps duplicates and their order, and keeps curl from adding what was not there', () => {
        const out = texts(
            withHeaders(header('x-a', '1'), header('x-b', ''), header('x-a', '2'), header('host', 'other')),
        );
        expect(out.slice(3)).toEqual([
            '--header',
            'x-a: 1',
            '--header',
            'x-b;',
            '--header',
            'x-a: 2',
            '--header',
            'accept:',
            '--header',
            'user-agent:',
        ]);
    });

    it('leaves a place for what was masked, and says so above', () => {
        const command = withHeaders(
            header('cookie', 'sid; theme', { masked: true, valueLength: 40 }),
            header('authorization', 'Bearer', { masked: true, valueLength: 1200 }),
            header('x-secret', '', { withheld: true, valueLength: 9 }),
        );
        expect(command).toContain('# cookie was masked before it was stored (40 bytes): put it for MASKED.\n');
        expect(command).toContain('# x-secret was withheld (9 bytes)');
        expect(texts(command)).toEqual(
            expect.arrayContaining([
                'cookie: sid=MASKED; theme=MASKED',
                'authorization: Bearer MASKED',
                'x-secret: MASKED',
            ]),
        );
    });

    it('runs nothing and reads no file, whatever the names, values, path and method are', () => {
        const evil = '\n touch /tmp/never; $(touch /tmp/never) \' " `id`';
        const command = curl(
            detail({
                method: evil,
                authority: evil,
                scheme: 'file',
                path: `/a${evil}`,
                requestHeaders: [
                    header(`@/etc/passwd`, 'x'),
                    header(`a${evil}`, 'x'),
                    header('x-newline', 'a\nHost: other'),
                    header('x-nul', 'a\0b'),
                    header('x-value', '$(touch /tmp/never)'),
                    header('x-cut', 'abc', { truncated: true, valueLength: 4000 }),
                    header('x-masked', evil, { masked: true }),
                ],
            }),
        );
        const out = texts(command);
        expect(out).toEqual(expect.arrayContaining(['--request-target', `/a${evil}`, '--url', 'https://HOST/']));
        expect(out).toContain('x-value: $(touch /tmp/never)');
        expect(out).toContain('x-cut: abc');
        expect(out.filter((word) => word.startsWith('@') || word.startsWith('x-n'))).toEqual([]);
        expect(command).toContain('# x-cut is cut: 3 of 4,000 bytes are known.');
        expect(command.split('\n').filter((line) => /^\s*touch/.test(line))).toEqual([]);
    });

    it('sends bytes that are no UTF-8 as they were', () => {
        const out = words(withHeaders(header('x-raw', 'a\ufffdb', { valueHex: '61ff62' })));
        expect(out.map((word) => word.toString('latin1'))).toContain('x-raw: a\xffb');
    });

    it.each([
        [{ protocol: 'HTTP/1.0' }, ['--http1.0']],
        [{ protocol: 'HTTP/2', scheme: 'https' }, ['--http2']],
        [{ protocol: 'HTTP/2', scheme: 'http' }, ['--http2-prior-knowledge']],
        [{ protocol: 'HTTP/3', scheme: 'https' }, ['--http3']],
        [{ method: 'HEAD' }, ['--head']],
        [{ method: 'DELETE' }, ['--request', 'DELETE']],
        [{ path: '/a[1]?b={c}' }, ['--globoff', 'http://127.0.0.1:18080/a[1]?b={c}']],
        [{ path: '/a/../b' }, ['--path-as-is']],
        [{ path: '*', method: 'OPTIONS' }, ['--request-target', '*', 'http://127.0.0.1:18080/']],
        [{ path: '/a#b' }, ['--request-target', '/a#b']],
        [{ authority: '[::1]:443', scheme: 'https' }, ['https://[::1]:443/hello.txt', '--globoff']],
    ] satisfies [Partial<RequestDetail>, string[]][])('of %j has %j', (part, expected) => {
        expect(texts(curl(detail(part)))).toEqual(expect.arrayContaining(expected));
    });

    it('says that a body is not there', () => {
        expect(curl(detail({ method: 'POST', requestHeaders: [header('content-length', '12')] }))).toMatch(
            /^# Its body of 12 bytes is not captured/,
        );
    });
});

describe('a request as lines of h2olog', () => {
    it('is what the tool prints', () => {
        expect(h2ologLines(detail())).toBe(
            `23 1 RxProtocol HTTP/1.1
23 1 RxHeader   :authority 127.0.0.1:18080
23 1 RxHeader   :method GET
23 1 RxHeader   :path /hello.txt
23 1 RxHeader   :scheme http
23 1 RxHeader   user-agent curl/7.88.1
23 1 RxHeader   accept */*
23 1 TxStatus   200
23 1 TxHeader   content-length 6
23 1 TxHeader   content-type text/plain
`,
        );
    });

    it('numbers the connection as its process did, and leaves out what was not seen', () => {
        const lines = h2ologLines(
            detail({ conn: 2 ** 44 + 7, protocol: 'HTTP/3', status: null, responseHeaders: [], gaps: ['no_response'] }),
        );
        expect(lines.split('\n')[0]).toBe('7 1 RxProtocol HTTP/3.0');
        expect(lines).not.toContain('Tx');
        expect(h2ologLines(detail({ gaps: ['no_receive'], requestHeaders: [] }))).toMatch(/^23 1 TxStatus {3}200\n/);
    });

    it('shows what a terminal would obey', () => {
        expect(h2ologLines(detail({ requestHeaders: [header('x', 'a\x1b[31m\nb')] }))).toContain(
            'x a\\u001b[31m\\u000ab',
        );
    });
});
