import { useEffect, useState } from 'preact/hooks';
import { connections, type ConnectionRow, type SessionWatch } from '../../api';
import { plural } from '../../ui/format';
import { useCommands } from '../../ui/keys';
import { usePages } from '../../ui/pages';
import { type ConnectionsRoute, navigate } from '../../route';
import { ConnectionList } from './list';
import { ConnectionPanel } from './panel';

const PAGE = 200;

/** The connections of a session, and beside the list the one that is open. */
export function Connections({ watch, route }: { watch: SessionWatch; route: ConnectionsRoute }) {
    const pages = usePages<ConnectionRow>(route.id, (after, signal) =>
        connections(route.id, { limit: PAGE, after }, signal),
    );
    const total = watch.session.value?.counts.connections ?? 0;
    const running = watch.session.value?.state === 'running';
    const [seen, setSeen] = useState(total);
    const fresh = Math.max(0, total - seen);
    const go = (conn: string, how?: 'replace') => navigate({ ...route, conn }, how);
    useEffect(() => watch.follow(''), [watch]);
    useEffect(() => {
        if (pages.phase === 'first') setSeen(total);
    }, [pages.phase]);
    const step = (by: number) => {
        const at = pages.rows.findIndex((row) => String(row.conn) === route.conn);
        const row = pages.rows[at + by];
        if (row !== undefined) go(String(row.conn), 'replace');
    };
    useCommands('Connections', [
        { name: 'Next connection', keys: ['j'], run: () => step(1), listed: false },
        { name: 'Previous connection', keys: ['k'], run: () => step(-1), listed: false },
        { name: 'Close the connection', keys: ['Escape'], when: () => route.conn !== '', run: () => go('') },
    ]);
    return (
        <>
            <div class="toolbar">
                <span>{plural(total, 'connection')}</span>
                {running && (
                    <button type="button" class="button small" onClick={pages.again}>
                        {fresh > 0 ? `Show ${plural(fresh, 'new one')}` : 'Read again'}
                    </button>
                )}
            </div>
            <div class="split">
                <ConnectionList
                    pages={pages}
                    selected={route.conn}
                    onSelect={(conn) => go(conn, route.conn === '' ? undefined : 'replace')}
                    onStep={step}
                />
                {route.conn !== '' && (
                    <ConnectionPanel
                        key={route.conn}
                        session={route.id}
                        conn={Number(route.conn)}
                        running={running}
                        onClose={() => go('')}
                        step={step}
                    />
                )}
            </div>
        </>
    );
}
