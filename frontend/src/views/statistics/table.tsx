import type { QuicGroup, QuicStatistics } from '../../api';
import { plain } from '../../ui/escape';
import { connName, count, plural } from '../../ui/format';
import { Icon } from '../../ui/icon';
import { Text } from '../../ui/text';
import { format, quicOf, requestsOf, type StatisticsOrder, type StatisticsRoute } from '../../route';
import { type Column, columnsOf } from './columns';

const NAMES = { network: 'Client network', sni: 'Server name', connection: 'Connection' };
const GROUPS = { network: 'network', sni: 'server name', connection: 'connection' };

interface TableProps {
    of: QuicStatistics;
    route: StatisticsRoute;
    onOrder: (order: StatisticsOrder, least: boolean) => void;
}

/** A row for each group, in the order of the column that was chosen; what does not fit is counted below. */
export function StatisticsTable({ of, route, onOrder }: TableProps) {
    const columns = columnsOf(route.by);
    return (
        <>
            <div class="table-box statistics-table" tabIndex={0} role="region" aria-label={`By ${GROUPS[route.by]}`}>
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{NAMES[route.by]}</th>
                            {columns.map((column) => (
                                <Head key={column.order} column={column} route={route} onOrder={onOrder} />
                            ))}
                        </tr>
                    </thead>
                    <tbody>
                        {of.rows.map((row) => (
                            <tr key={row.name ?? ''}>
                                <th scope="row">
                                    <Name of={row} route={route} />
                                </th>
                                {columns.map((column) => (
                                    <td key={column.order} class={column.spare ? 'number spare' : 'number'}>
                                        {column.text(row) ?? <Unknown />}
                                    </td>
                                ))}
                            </tr>
                        ))}
                    </tbody>
                </table>
            </div>
            <p class="quiet statistics-foot">
                {of.leftOut.groups > 0
                    ? `${plural(of.leftOut.groups, 'more ' + GROUPS[route.by])} with ` +
                      `${plural(of.leftOut.connections, 'connection')} are left out: those shown come first by the chosen column.`
                    : plural(of.groups, GROUPS[route.by])}
            </p>
        </>
    );
}

function Head({ column, route, onOrder }: { column: Column } & Pick<TableProps, 'route' | 'onOrder'>) {
    const chosen = column.order === route.order;
    return (
        <th
            scope="col"
            class={column.spare ? 'number spare' : 'number'}
            aria-sort={chosen ? (route.least ? 'ascending' : 'descending') : undefined}>
            <button
                type="button"
                class="head-button"
                title={column.title}
                onClick={() => onOrder(column.order, chosen && !route.least)}>
                {chosen && <Icon name={route.least ? 'up' : 'down'} />}
                {column.name}
            </button>
        </th>
    );
}

function Name({ of, route }: { of: QuicGroup; route: StatisticsRoute }) {
    const requests = of.search === null ? null : format(requestsOf(route.id, of.search));
    if (route.by === 'connection')
        return (
            <>
                <a href={format(quicOf(route.id, of.name ?? ''))} title="Open in QUIC view">
                    {connName(Number(of.name))}
                </a>
                {requests !== null && (
                    <a class="statistics-more" href={requests} title={of.search ?? ''}>
                        requests
                    </a>
                )}
            </>
        );
    const name = of.name === null ? <span class="quiet">not known</span> : <Text of={of.name} cut={60} />;
    return requests === null ? (
        name
    ) : (
        <a href={requests} title={`Its requests: ${plain(of.search ?? '')}`}>
            {name}
        </a>
    );
}

function Unknown() {
    return (
        <span class="quiet" title="not known: no event told it">
            –
        </span>
    );
}

/** `12 of 437 connections` */
export function coverage(of: QuicStatistics): string {
    return `${count(of.total.connections)} of ${plural(of.allConnections, 'connection')} of this session`;
}
