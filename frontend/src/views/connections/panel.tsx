import { connection, connectionEvents, type ConnectionRow, type TraceEvent } from '../../api';
import { quic } from '../../api/quic';
import { ConnectionFacts } from '../../ui/connection';
import { Download } from '../../ui/download';
import { Events } from '../../ui/events';
import { count, plural, connName, sentence } from '../../ui/format';
import { IconButton } from '../../ui/icon';
import { Later } from '../../ui/later';
import { useLoad } from '../../ui/load';
import { Note, Problem } from '../../ui/message';
import { usePages } from '../../ui/pages';
import { Panel } from '../../ui/panel';
import { Siblings } from '../../ui/siblings';
import { QuicFacts } from '../../ui/summary';
import { format, quicOf, requestsOf, waterfallOf } from '../../route';
import { neverHttp } from './protocol';

const PAGE = 500;
const AGAIN_MILLIS = 2000;

interface PanelProps {
    session: string;
    conn: number;
    running: boolean;
    step: (by: number) => void;
    /** Where a request of it is opened, and that it is to be. */
    href: (request: string) => string;
    onRequest: (request: string) => void;
    /** Another is to be put beside it. */
    onCompare: () => void;
    onClose: () => void;
}

/** One connection: what is known of it, and every event in order. */
export function ConnectionPanel({ session, conn, running, step, href, onRequest, onCompare, onClose }: PanelProps) {
    const loaded = useLoad((signal) => connection(session, conn, signal), [session, conn], running ? AGAIN_MILLIS : 0);
    const row = loaded.value;
    const pages = usePages<TraceEvent>(`${session} ${conn}`, (after, signal) =>
        connectionEvents(session, conn, { limit: PAGE, after }, signal),
    );
    return (
        <Panel
            label="Connection"
            onClose={onClose}
            title={<Title session={session} conn={conn} of={row} />}
            actions={
                <>
                    {row?.tcp != null && (
                        <IconButton icon="compare" label="Put another connection beside it" onClick={onCompare} />
                    )}
                    <Download session={session} conn={conn} />
                    <IconButton icon="up" label="Previous connection" keys="k" onClick={() => step(-1)} />
                    <IconButton icon="down" label="Next connection" keys="j" onClick={() => step(1)} />
                </>
            }>
            <div class="connection-facts">
                {loaded.error !== undefined && <Problem error={loaded.error} retry={loaded.again} />}
                {row !== undefined && <ConnectionFacts of={row} />}
                {row !== undefined && !neverHttp(row) && (
                    <Siblings session={session} of={row} running={running} open="" href={href} />
                )}
                {row?.protocol === 'HTTP/3' && <Quic session={session} conn={conn} running={running} />}
                {row !== undefined && row.protocol !== 'HTTP/3' && (
                    <Later
                        load={() => import('../../ui/tcp/life')}
                        props={{
                            session,
                            of: row,
                            running,
                            href: (other) => format({ view: 'connections', id: session, conn: String(other) }),
                            onPick: onRequest,
                        }}
                    />
                )}
            </div>
            <h2 class="small-heading connection-events">Events</h2>
            {pages.phase === 'failed' && pages.error !== undefined && (
                <Problem error={pages.error} retry={pages.again} />
            )}
            {pages.phase === 'idle' && pages.rows.length === 0 ? (
                <Note title="No event of this connection is stored">Its requests’ headers are with its requests.</Note>
            ) : (
                <Events
                    events={pages.rows}
                    onEnd={pages.more}
                    foot={
                        pages.open || pages.phase !== 'idle' ? (
                            'Reading …'
                        ) : (
                            <>
                                {count(pages.rows.length)} events{running ? ' so far. ' : ''}
                                {running && (
                                    <button type="button" class="link-button" onClick={pages.again}>
                                        Read again
                                    </button>
                                )}
                            </>
                        )
                    }
                />
            )}
        </Panel>
    );
}

function Title({ session, conn, of }: { session: string; conn: number; of: ConnectionRow | undefined }) {
    const never = of !== undefined && neverHttp(of);
    return (
        <div class="connection-title">
            <strong title={`conn = ${conn}`}>
                {never ? `TCP connection ${of.tcp?.tcp}, never HTTP` : `Connection ${connName(conn)}`}
            </strong>
            {!never && (
                <>
                    <a href={format(requestsOf(session, `conn = ${conn}`))}>
                        Its {plural(of?.requests ?? 0, 'request')}
                    </a>
                    <a href={format(waterfallOf(session, conn))}>Over time</a>
                </>
            )}
        </div>
    );
}

/** The summary of a QUIC connection, and the way to its views. */
function Quic({ session, conn, running }: { session: string; conn: number; running: boolean }) {
    const loaded = useLoad(
        (signal) => quic(session, String(conn), signal),
        [session, conn],
        running ? AGAIN_MILLIS : 0,
    );
    return (
        <section class="connection-quic" aria-label="QUIC">
            <header>
                <h2 class="small-heading">QUIC</h2>
                <a class="button small primary" href={format(quicOf(session, String(conn)))}>
                    Open in QUIC view
                </a>
            </header>
            {loaded.error?.status === 404 ? (
                <Note title={sentence(loaded.error.message)}>{sentence(loaded.error.hint)}</Note>
            ) : (
                loaded.error !== undefined && <Problem error={loaded.error} retry={loaded.again} />
            )}
            {loaded.value !== undefined && <QuicFacts of={loaded.value} />}
        </section>
    );
}
