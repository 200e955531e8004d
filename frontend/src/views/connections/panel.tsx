import { connection, connectionEvents, type TraceEvent } from '../../api';
import { ConnectionFacts } from '../../ui/connection';
import { Events } from '../../ui/events';
import { count, plural, connName } from '../../ui/format';
import { IconButton } from '../../ui/icon';
import { useLoad } from '../../ui/load';
import { Note, Problem } from '../../ui/message';
import { usePages } from '../../ui/pages';
import { Panel } from '../../ui/panel';
import { format, quicOf, requestsOf } from '../../route';

const PAGE = 500;

interface PanelProps {
    session: string;
    conn: number;
    running: boolean;
    step: (by: number) => void;
    onClose: () => void;
}

/** One connection: what is known of it, and every event in order. */
export function ConnectionPanel({ session, conn, running, step, onClose }: PanelProps) {
    const loaded = useLoad((signal) => connection(session, conn, signal), [session, conn]);
    const pages = usePages<TraceEvent>(`${session} ${conn}`, (after, signal) =>
        connectionEvents(session, conn, { limit: PAGE, after }, signal),
    );
    const Title = () => (
        <div class="connection-title">
            <strong title={`conn = ${conn}`}>Connection {connName(conn)}</strong>
            <a href={format(requestsOf(session, `conn = ${conn}`))}>
                Its {plural(loaded.value?.requests ?? 0, 'request')}
            </a>
            {loaded.value?.protocol === 'HTTP/3' && <a href={format(quicOf(session, String(conn)))}>Its QUIC</a>}
        </div>
    );
    return (
        <Panel
            label="Connection"
            onClose={onClose}
            title={<Title />}
            actions={
                <>
                    <IconButton icon="up" label="Previous connection" keys="k" onClick={() => step(-1)} />
                    <IconButton icon="down" label="Next connection" keys="j" onClick={() => step(1)} />
                </>
            }>
            <div class="connection-facts">
                {loaded.error !== undefined && <Problem error={loaded.error} retry={loaded.again} />}
                {loaded.value !== undefined && <ConnectionFacts of={loaded.value} />}
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
