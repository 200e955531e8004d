import { type RequestDetail, type Tcp, tcpSeries } from '../../api';
import { clockOf } from '../../api/quic';
import { connName, duration, plural } from '../../ui/format';
import { useLoad } from '../../ui/load';
import { offsetOf } from '../../ui/moment';
import { endingOf } from '../../ui/tcp/ending';
import { retransmitsWithin, stepsOf } from '../../ui/tcp/steps';
import { format } from '../../route';

/** Of a reading a second one on either side tells when something was sent again. */
const AROUND_NANOS = 2e9;

interface TcpLineProps {
    detail: RequestDetail;
    session: string;
}

/** The TCP connection around a request, in a line, and the way to it. */
export function TcpLine({ detail, session }: TcpLineProps) {
    const { connection } = detail;
    const tcp = connection?.tcp;
    if (connection == null || tcp == null) return null;
    const ending = endingOf(tcp);
    return (
        <div class="request-tcp quiet">
            <a href={format({ view: 'connections', id: session, conn: String(connection.conn) })}>
                TCP of connection {connName(connection.conn)}
            </a>
            {tcp.rttNanos !== null && <span>RTT {duration(tcp.rttNanos)}</span>}
            <Again detail={detail} tcp={tcp} session={session} />
            {ending?.broken && <span class="tcp-broke">{ending.short}</span>}
            {tcp.joined === 'inferred' && (
                <span title="Which TCP connection it is was told by the order of reads">inferred</span>
            )}
        </div>
    );
}

function Again({ detail, tcp, session }: TcpLineProps & { tcp: Tcp }) {
    if (tcp.retransmits === null) return null;
    if (tcp.retransmits === 0) return <span>nothing sent again</span>;
    return (
        <During
            key={`${detail.conn}/${detail.req}`}
            detail={detail}
            session={session}
            all={tcp.retransmits}
            tcp={tcp}
        />
    );
}

/** What was sent again while the request lasted: as near as readings a second apart tell. */
function During({ detail, session, all, tcp }: TcpLineProps & { all: number; tcp: Tcp }) {
    const lasted = detail.durationNanos ?? 0;
    const { value } = useLoad(
        (signal) =>
            tcpSeries(
                session,
                detail.conn,
                clockOf(detail.at, { from: -AROUND_NANOS, to: lasted + AROUND_NANOS }),
                signal,
            ),
        [session, detail.conn, detail.req, lasted],
    );
    const whole = `${plural(all, 'segment')} sent again in all`;
    if (value === undefined) return <span>{whole}</span>;
    const points = value.points.map((point) => ({ ...point, offsetNanos: offsetOf(detail.at, point.at) }));
    const began = tcp.acceptedAt === null ? undefined : offsetOf(detail.at, tcp.acceptedAt);
    // What was counted before the stretch that was asked for is not of it.
    const near = began !== undefined && began >= -AROUND_NANOS ? began : undefined;
    const n = retransmitsWithin(stepsOf(points, near), 0, lasted);
    return (
        <span title={whole}>
            {n === 0 ? 'nothing sent again during it' : `up to ${plural(n, 'segment')} sent again during it`}
        </span>
    );
}
