import { useMemo } from 'preact/hooks';
import type { ConnectionRow } from '../../api';
import { plural } from '../../ui/format';
import { Note, Problem } from '../../ui/message';
import type { Pages } from '../../ui/pages';
import { Table } from '../../ui/table';
import { type ConnectionsRoute, navigate } from '../../route';
import { columnsOf, type Ordering } from './columns';
import './connections.css';

const AHEAD_ROWS = 50;

interface ListProps {
    pages: Pages<ConnectionRow>;
    route: ConnectionsRoute;
    /** Whether any is of QUIC. */
    quic: boolean;
    /** So many are read where they go by a figure. */
    most: number;
    selected: string;
    onSelect: (conn: string) => void;
}

/** The connections, newest first where nothing else is asked for. */
export function ConnectionList({ pages, route, quic, most, selected, onSelect }: ListProps) {
    const { rows } = pages;
    const { order = 'at', least = false, columns: added = [] } = route;
    const onOrder: Ordering['onOrder'] = (order, least) => navigate({ ...route, order, least }, 'replace');
    const columns = useMemo(() => columnsOf(added, { order, least, onOrder }, quic), [route, quic]);
    return (
        <Table
            name="connections"
            label="Connections"
            columns={columns}
            rows={rows.length}
            open={pages.open}
            at={(index) => ({ row: rows[index] })}
            keyOf={({ conn }) => conn}
            selected={rows.findIndex((row) => String(row.conn) === selected)}
            onSelect={(index) => {
                const row = rows[index];
                if (row !== undefined) onSelect(String(row.conn));
            }}
            onSight={(_, to) => {
                if (to >= rows.length - AHEAD_ROWS) pages.more();
            }}>
            <Foot pages={pages} route={route} most={most} />
        </Table>
    );
}

function Foot({ pages, route, most }: Pick<ListProps, 'pages' | 'route' | 'most'>) {
    const { phase, error, rows, open } = pages;
    if (phase === 'failed' && error !== undefined)
        return (
            <div class="grid-foot">
                <Problem error={error} retry={pages.again} />
            </div>
        );
    if (phase === 'first')
        return (
            <div class="grid-foot" role="status">
                Reading the connections …
            </div>
        );
    if (rows.length === 0 && route.kind !== undefined) return <Note title="There is no such connection here" />;
    if (rows.length === 0)
        return <Note title="No connection yet">They appear with a traced H2O’s first accept, request or packet.</Note>;
    if (route.order !== undefined && route.order !== 'at' && rows.length >= most)
        return <div class="grid-foot">The first {plural(most, 'connection')} in this order; others are not listed</div>;
    return <div class="grid-foot">{open ? 'Reading on …' : plural(rows.length, 'connection')}</div>;
}
