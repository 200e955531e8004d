import type { RequestDetail } from '../../api';
import { quic } from '../../api/quic';
import { ConnectionFacts } from '../../ui/connection';
import { sentence } from '../../ui/format';
import { Later } from '../../ui/later';
import { useLoad } from '../../ui/load';
import { Note, Problem } from '../../ui/message';
import { Siblings } from '../../ui/siblings';
import { QuicFacts } from '../../ui/summary';
import { format, navigate, quicOf, requestsOf, type Route, waterfallOf } from '../../route';
import { packetsOf } from './packets';
import { keyOf, type PanelRoute } from './route';

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
            <Siblings
                session={route.id}
                of={connection}
                running={running}
                open={keyOf(detail)}
                href={(request) => format({ ...route, request })}
            />
            <h2 class="small-heading panel-heading">What is known of it</h2>
            <ConnectionFacts of={connection} />
            {detail.protocol === 'HTTP/3' ? (
                <Quic session={route.id} conn={detail.conn} running={running} />
            ) : (
                <Later
                    key={detail.conn}
                    load={() => import('../../ui/tcp/life')}
                    props={{
                        session: route.id,
                        of: connection,
                        running,
                        href: (conn) => format({ view: 'connections', id: route.id, conn: String(conn) }),
                        onPick: (request) => navigate({ ...route, request }),
                    }}
                />
            )}
        </>
    );
}

function Ways({ detail, session }: { detail: RequestDetail; session: string }) {
    const conn = String(detail.conn);
    const ways: [string, Route][] = [
        ['Its requests', requestsOf(session, `conn = ${conn}`)],
        ['Its timeline', waterfallOf(session, detail.conn)],
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
