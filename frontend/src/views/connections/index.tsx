import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { connections, type ConnectionKinds, type ConnectionRow, type SessionWatch } from '../../api';
import { plural } from '../../ui/format';
import { IconButton } from '../../ui/icon';
import { useCommands } from '../../ui/keys';
import { usePages } from '../../ui/pages';
import { requestsOn } from '../../ui/siblings';
import { failed } from '../../ui/toast';
import { type ConnectionsRoute, format, navigate, type RequestChoice } from '../../route';
import { Choose } from './choose';
import { Compare } from './compare';
import { Kinds } from './kinds';
import { ConnectionList } from './list';
import { ConnectionPanel } from './panel';
import { ColumnPicker } from './picker';

const PAGE = 200;
/** So many are ranked by a figure; more nobody reads. */
const MOST_RANKED = 1000;

interface ConnectionsProps {
    watch: SessionWatch;
    route: ConnectionsRoute;
    /** The panel of a request, in the place of its connection's. */
    panel: (request: ConnectionsRoute & RequestChoice, step: (by: number) => void) => ComponentChildren;
}

/** The connections of a session, and beside the list the one that is open. */
export function Connections({ watch, route, panel }: ConnectionsProps) {
    const { kind, order = 'at', least = false } = route;
    const [kinds, setKinds] = useState<ConnectionKinds>();
    const [picking, setPicking] = useState(false);
    const [choosing, setChoosing] = useState(false);
    const comparing = route.conn !== '' && route.with !== undefined;
    const onRequest = (key: string) => navigate({ ...route, request: key, tab, compare });
    const pages = usePages<ConnectionRow>(JSON.stringify([route.id, kind, order, least]), async (after, signal) => {
        const limit = order === 'at' ? PAGE : MOST_RANKED;
        const page = await connections(route.id, { limit, after, kind, order, least }, signal);
        if (page.kinds !== undefined) setKinds(page.kinds);
        return page;
    });
    const total = watch.session.value?.counts.connections ?? 0;
    const running = watch.session.value?.state === 'running';
    const [seen, setSeen] = useState(total);
    const fresh = Math.max(0, total - seen);
    const go = (conn: string, how?: 'replace') => navigate({ ...listed(route), conn }, how);
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
        { name: 'Choose columns', keys: ['C'], run: () => setPicking(true) },
        { name: 'Close the connection', keys: ['Escape'], when: () => route.conn !== '', run: () => go('') },
    ]);
    return (
        <>
            <div class="toolbar">
                <span>{plural(total, 'connection')}</span>
                <Kinds route={route} of={kinds} />
                {running && (
                    <button type="button" class="button small" onClick={pages.again}>
                        {fresh > 0 ? `Show ${plural(fresh, 'new one')}` : 'Read again'}
                    </button>
                )}
                <span class="connections-more">
                    <IconButton icon="columns" label="Columns" keys="C" onClick={() => setPicking(true)} />
                </span>
            </div>
            <div class="split">
                <ConnectionList
                    pages={pages}
                    route={route}
                    quic={kinds === undefined || kinds['HTTP/3'] !== undefined}
                    most={MOST_RANKED}
                    selected={route.conn}
                    onSelect={(conn) => go(conn, route.conn === '' ? undefined : 'replace')}
                />
                {request !== '' && panel({ ...route, request, tab, compare }, forth)}
                {comparing && (
                    <Compare
                        route={route}
                        running={running}
                        onRequest={onRequest}
                        onClose={() => go(route.conn, 'replace')}
                    />
                )}
                {route.conn !== '' && request === '' && !comparing && (
                    <ConnectionPanel
                        key={route.conn}
                        session={route.id}
                        conn={Number(route.conn)}
                        href={(request) => format({ ...route, request, tab, compare })}
                        onRequest={onRequest}
                        onCompare={() => setChoosing(true)}
                        running={running}
                        onClose={() => go('')}
                        step={step}
                    />
                )}
            </div>
            {choosing && <Choose route={route} onClose={() => setChoosing(false)} />}
            {picking && (
                <ColumnPicker
                    columns={route.columns ?? []}
                    onColumns={(columns) => navigate({ ...route, columns }, 'replace')}
                    onClose={() => setPicking(false)}
                />
            )}
        </>
    );
}

/** The list as it is, with nothing open beside it. */
function listed({ request: _, tab: __, compare: ___, with: ____, ...route }: ConnectionsRoute): ConnectionsRoute {
    return { ...route, conn: '' };
}
