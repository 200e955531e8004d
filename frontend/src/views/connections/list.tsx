import type { ConnectionRow } from '../../api';
import { plural } from '../../ui/format';
import { Note, Problem } from '../../ui/message';
import type { Pages } from '../../ui/pages';
import { Table } from '../../ui/table';
import { COLUMNS } from './columns';
import './connections.css';

const AHEAD_ROWS = 50;

interface ListProps {
    pages: Pages<ConnectionRow>;
    selected: string;
    onSelect: (conn: string) => void;
}

/** The connections, newest first. */
export function ConnectionList({ pages, selected, onSelect }: ListProps) {
    const { rows } = pages;
    return (
        <Table
            name="connections"
            label="Connections"
            columns={COLUMNS}
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
            <Foot pages={pages} />
        </Table>
    );
}

function Foot({ pages }: { pages: Pages<ConnectionRow> }) {
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
    if (rows.length === 0)
        return (
            <Note title="No connection yet">They appear with their first event: an accept, a request or a packet.</Note>
        );
    return <div class="grid-foot">{open ? 'Reading on …' : plural(rows.length, 'connection')}</div>;
}
