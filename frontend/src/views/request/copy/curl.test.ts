import { describe, expect, it } from 'vitest';
import type { Header, RequestDetail } from '../../../api';
import { texts, words } from './bash.test-tools';
import { curl } from './curl';
import { detail, header } from './made.test-tools';

const withHeaders = (...more: Header[]) => curl(detail({ requestHeaders: more }));

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
