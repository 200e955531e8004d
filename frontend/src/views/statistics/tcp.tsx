import { guest, type TcpRoundTrips, type TcpTotals, tcpTotals } from '../../api';
import { type ConnectionsRoute, format } from '../../route';
import { bytes, count, duration, percent, plural } from '../../ui/format';
import { useLoad } from '../../ui/load';
import { Problem } from '../../ui/message';
import { Total } from './total';

const AGAIN_MILLIS = 3000;

/** What the TCP connections of a session came to together; nothing where none was followed. */
export function TcpStatistics({ session, running }: { session: string; running: boolean }) {
    if (guest.value) return null;
    return <Followed session={session} running={running} />;
}

function Followed({ session, running }: { session: string; running: boolean }) {
    const { value, error, again } = useLoad(
        (signal) => tcpTotals(session, signal),
        [session],
        running ? AGAIN_MILLIS : 0,
    );
    if (error !== undefined) return <Problem error={error} retry={again} />;
    if (value === undefined || value.connections === 0) return null;
    const list = (of: Partial<ConnectionsRoute>) => format({ view: 'connections', id: session, conn: '', ...of });
    return (
        <section class="tcp-statistics" aria-label="TCP">
            <div class="statistics-head">
                <h2>TCP</h2>
                <span class="quiet">{plural(value.connections, 'connection')} of this session</span>
                <span class="statistics-finds">
                    {value.never > 0 && <a href={list({ kind: 'never' })}>{count(value.never)} never HTTP</a>}
                    <a href={list({ order: 'again' })}>Those that sent the most again</a>
                    <a href={list({ order: 'rtt' })}>The longest round trips</a>
                </span>
            </div>
            <dl class="totals">
                <Total name="Sent again" value={share(value)} more={resending(value)} />
                <Total
                    name="Round trip"
                    value={value.rtt === null ? undefined : duration(value.rtt.p50Nanos)}
                    more={spread(value.rtt)}
                />
                <Total name="Sent" value={bytes(value.bytesAcked)} more="acknowledged" />
                <Total name="Received" value={bytes(value.bytesReceived)} more="" />
                <Total name="Ended" value={count(total(value))} more={ends(value)} />
            </dl>
            {value.rtt !== null && <Distribution of={value.rtt} />}
        </section>
    );
}

const share = ({ resentShare }: TcpTotals) => (resentShare === null ? undefined : percent(resentShare));

const resending = ({ resentShare, retransmits, resending: some, connections }: TcpTotals): string =>
    `${resentShare === null ? '' : 'of the bytes; '}${plural(retransmits, 'segment')} on ${count(some)} of ${count(connections)}`;

const spread = (rtt: TcpRoundTrips | null): string =>
    rtt === null ? '' : `min ${duration(rtt.minNanos)}, p95 ${duration(rtt.p95Nanos)}, p99 ${duration(rtt.p99Nanos)}`;

const total = ({ ends: { closed = 0, reset = 0, timeout = 0 } }: TcpTotals) => closed + reset + timeout;

function ends({ ends: { closed = 0, reset = 0, timeout = 0 } }: TcpTotals): string {
    const broken = [reset > 0 ? `${count(reset)} reset` : '', timeout > 0 ? `${count(timeout)} timed out` : ''];
    return [closed > 0 ? `${count(closed)} in order` : '', ...broken].filter(Boolean).join(', ');
}

/** How many connections have which round trip: a line for each power of two. */
function Distribution({ of: { buckets } }: { of: TcpRoundTrips }) {
    const most = Math.max(1, ...buckets.map((bucket) => bucket.count));
    return (
        <table class="tcp-distribution">
            <caption>Connections by smoothed round trip</caption>
            <thead class="unseen">
                <tr>
                    <th scope="col">Round trip</th>
                    <th scope="col">Connections</th>
                </tr>
            </thead>
            <tbody>
                {buckets.map(({ fromNanos, toNanos, count: n }) => (
                    <tr key={fromNanos}>
                        <th scope="row" class="number">
                            {duration(fromNanos)} to {duration(toNanos)}
                        </th>
                        <td>
                            <span class="tcp-bar" style={{ width: `${(n / most) * 100}%` }} aria-hidden="true" />
                            <span class="number">{count(n)}</span>
                        </td>
                    </tr>
                ))}
            </tbody>
        </table>
    );
}
