import type { RequestDetail } from '../../api';
import { epochNanos } from '../../api/quic';
import { type QuicRoute, quicOf } from '../../route';

/** Air before and after a request, as a part of how long it took. */
const AIR = 0.05;

/** Where the packets of a request are drawn: its stream's with their neighbours, at its time as far as that is known. */
export function packetsOf(detail: RequestDetail, session: string): QuicRoute {
    const stream = String(detail.req);
    const usual = { ...quicOf(session, String(detail.conn), 'sequence'), stream, only: `stream=${stream}` };
    if (detail.connection === null || detail.durationNanos === null) return usual;
    const from = Number(epochNanos(detail.at) - epochNanos(detail.connection.at));
    const air = Math.ceil(detail.durationNanos * AIR) + 1000;
    return { ...usual, from: from - air, to: from + detail.durationNanos + air };
}
