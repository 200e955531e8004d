import { describe, expect, it } from 'vitest';
import { h2ologLines } from './lines';
import { detail, header } from './made.test-tools';

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
