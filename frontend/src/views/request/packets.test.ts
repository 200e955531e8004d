import { describe, expect, it } from 'vitest';
import type { RequestDetail } from '../../api';
import { format } from '../../route';
import { packetsOf } from './packets';

const detail = {
    conn: 7,
    req: 4,
    at: '2026-11-19T20:06:48.626000100Z',
    durationNanos: 2_000_000,
    connection: { at: '2026-11-19T20:06:48.625000000Z' },
} as RequestDetail;

describe('the packets of a request', () => {
    it('are those of its stream, at its time from the connection’s beginning on', () => {
        expect(packetsOf(detail, 's')).toMatchObject({ stream: '4', only: 'stream=4', from: 899_100, to: 3_101_100 });
        expect(format(packetsOf(detail, 's'))).toBe(
            '/sessions/s/quic?conn=7&view=sequence&from=899100&to=3101100&stream=4&only=stream%3D4',
        );
    });

    it('are looked for in the whole connection where nobody knows when it was', () => {
        expect(packetsOf({ ...detail, durationNanos: null }, 's').from).toBeUndefined();
    });
});
