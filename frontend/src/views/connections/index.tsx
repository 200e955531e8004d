import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { connections, type ConnectionRow, type SessionWatch } from '../../api';
import { plural } from '../../ui/format';
import { useCommands } from '../../ui/keys';
import { usePages } from '../../ui/pages';
import { requestsOn } from '../../ui/siblings';
import { failed } from '../../ui/toast';
import { type ConnectionsRoute, format, navigate, type RequestChoice } from '../../route';
import { ConnectionList } from './list';
import { ConnectionPanel } from './panel';

const PAGE = 200;

interface ConnectionsProps {
    watch: SessionWatch;
    route: ConnectionsRoute;
    /** The panel of a request, in the place of its connection's. */
    panel: (request: ConnectionsRoute & RequestChoice, step: (by: number) => void) => ComponentChildren;
}

/** The connections of a session, and beside the list the one that is open. */
export function Connections({ watch, route, panel }: ConnectionsProps) {
    const pages = usePages<ConnectionRow>(route.id, (after, signal) =>
        connections(route.id, { limit: PAGE, after }, signal),
    );
    const total = watch.session.value?.counts.connections ?? 0;
    const running = watch.session.value?.state === 'running';
    const [seen, setSeen] = useState(total);
    const fresh = Math.max(0, total - seen);
    const go = (conn: string, how?: 'replace') => navigate({ view: 'connections', id: route.id, conn }, how);
    const { request = '', tab = 'headers', compare = '' } = route;
    useEffect(() => watch.follow(''), [watch]);
    useEffect(() => {
        if (pages.phase === 'first') setSeen(total);
    }, [pages.phase]);
    const step = (by: number) => {
        const at = pages.rows.findIndex((row) => String(row.conn) === route.conn);
        const row = pages.rows[at + by];
        if (row !== undefined) go(String(row.conn), 'replace');
    };
    const among = async (by: number) => {
        const { rows } = await requestsOn(route.id, Number(route.conn));
        const row = rows[rows.findIndex((each) => `${each.conn}/${each.req}` === request) + by];
        if (row !== undefined) navigate({ ...route, tab, compare, request: `${row.conn}/${row.req}` }, 'replace');
    };
    const forth = (by: number) => (request === '' ? step(by) : void among(by).catch(failed));
    useCommands('Connections', [
        { name: 'Next of the list, or of the connection', keys: ['j'], run: () => forth(1), listed: false },
        { name: 'Previous of the list, or of the connection', keys: ['k'], run: () => forth(-1), listed: false },
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
                />
                {request !== '' && panel({ ...route, request, tab, compare }, forth)}
                {route.conn !== '' && request === '' && (
                    <ConnectionPanel
                        key={route.conn}
                        session={route.id}
                        conn={Number(route.conn)}
                        href={(request) => format({ ...route, request, tab, compare })}
                        onRequest={(request) => navigate({ ...route, request, tab, compare })}
                        running={running}
                        onClose={() => go('')}
                        step={step}
                    />
                )}
            </div>
        </>
    );
}
