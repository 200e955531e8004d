import { type ConnectionRow, type RequestDetail, type RequestRow, requests } from '../../api';
import { quic } from '../../api/quic';
import { ConnectionFacts } from '../../ui/connection';
import { clock, duration, plural, sentence } from '../../ui/format';
import { useLoad } from '../../ui/load';
import { Note, Problem } from '../../ui/message';
import { Status } from '../../ui/status';
import { QuicFacts } from '../../ui/summary';
import { Text } from '../../ui/text';
import { format, quicOf, requestsOf, type Route, timelineOf } from '../../route';
import { packetsOf } from './packets';
import { keyOf, type PanelRoute } from './route';

const SHOWN = 50;
const AGAIN_MILLIS = 3000;

interface TabProps {
    detail: RequestDetail;
    route: PanelRoute;
    running: boolean;
}

/** The connection a request came on: what else came on it, what is known of it, and the ways to its views. */
export function ConnectionTab({ detail, route, running }: TabProps) {
    const { connection } = detail;
    if (connection === null)
        return (
            <Note title="Nothing is known of its connection">
                Its events were lost, or its preset does not capture them.
            </Note>
        );
    return (
        <>
            <Ways detail={detail} session={route.id} />
            <Siblings detail={detail} route={route} connection={connection} running={running} />
            <h2 class="small-heading panel-heading">What is known of it</h2>
            <ConnectionFacts of={connection} />
            {detail.protocol === 'HTTP/3' && <Quic session={route.id} conn={detail.conn} running={running} />}
        </>
    );
}

function Ways({ detail, session }: { detail: RequestDetail; session: string }) {
    const conn = String(detail.conn);
    const ways: [string, Route][] = [
        ['Its requests', requestsOf(session, `conn = ${conn}`)],
        ['Its timeline', { ...timelineOf(session, `conn = ${conn}`), by: 'request' }],
        ['Its events', { view: 'connections', id: session, conn }],
    ];
    if (detail.protocol === 'HTTP/3')
        ways.push(
            ['Its QUIC view', quicOf(session, conn)],
            ['Its stream', { ...quicOf(session, conn, 'streams'), stream: String(detail.req) }],
            ['Its packets', packetsOf(detail, session)],
        );
    return (
        <nav class="panel-links" aria-label="Views of the connection">
            {ways.map(([name, to]) => (
                <a key={name} class="button small" href={format(to)}>
                    {name}
                </a>
            ))}
        </nav>
    );
}

/** The requests of the connection, in the order they came; the open one is marked among them. */
function Siblings({ detail, route, connection, running }: TabProps & { connection: ConnectionRow }) {
    const grows = running && connection.endedAt === null;
    const loaded = useLoad(
        (signal) => requests(route.id, { q: `conn = ${detail.conn}`, order: 'oldest', limit: SHOWN }, signal),
        [route.id, detail.conn],
        grows ? AGAIN_MILLIS : 0,
    );
    const rows = loaded.value?.rows ?? [];
    const more = loaded.value?.next != null;
    return (
        <section class="siblings" aria-label="Requests on this connection">
            <h2 class="small-heading panel-heading">
                {more ? `The first ${SHOWN} of ${plural(connection.requests, 'request')}` : 'Requests on it'}
            </h2>
            {loaded.error !== undefined && <Problem error={loaded.error} retry={loaded.again} />}
            {loaded.value === undefined && loaded.error === undefined && <p class="quiet panel-line">Reading …</p>}
            <ul>
                {rows.map((row) => (
                    <Sibling key={row.req} row={row} route={route} here={keyOf(row) === keyOf(detail)} />
                ))}
            </ul>
        </section>
    );
}

function Sibling({ row, route, here }: { row: RequestRow; route: PanelRoute; here: boolean }) {
    return (
        <li>
            <a href={format({ ...route, request: keyOf(row) })} aria-current={here ? 'true' : undefined}>
                <span class="number quiet">{clock(row.at)}</span>
                <Status of={row.status} />
                <span class="ellipsis">
                    <Text of={row.method ?? '–'} />{' '}
                    <span class="mono">
                        <Text of={row.path ?? 'path not seen'} cut={200} />
                    </span>
                </span>
                <span class="number">{row.durationNanos === null ? '–' : duration(row.durationNanos)}</span>
            </a>
        </li>
    );
}

function Quic({ session, conn, running }: { session: string; conn: number; running: boolean }) {
    const loaded = useLoad(
        (signal) => quic(session, String(conn), signal),
        [session, conn],
        running ? AGAIN_MILLIS : 0,
    );
    return (
        <section aria-label="QUIC">
            <h2 class="small-heading panel-heading">QUIC</h2>
            {loaded.error?.status === 404 ? (
                <Note title={sentence(loaded.error.message)}>{sentence(loaded.error.hint)}</Note>
            ) : (
                loaded.error !== undefined && <Problem error={loaded.error} retry={loaded.again} />
            )}
            {loaded.value !== undefined && <QuicFacts of={loaded.value} />}
        </section>
    );
}
