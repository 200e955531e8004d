import type { RequestRow, VerdictKind } from '../../api';
import type { Order } from '../../route';
import { plain } from '../../ui/escape';
import { clock, connName, percent } from '../../ui/format';
import { gapLabel } from '../../ui/gaps';
import { PART_NAMES } from '../../ui/parts';
import { Status } from '../../ui/status';
import type { Column } from '../../ui/table';
import type { Sorting } from '../../ui/tablecolumns';
import { HeaderValue, Lasted, Traced } from './cells';
import { type Noted, NoteMark } from './noted';
import { keyOf } from './rows';

const TIP = 2000;
const TIMELESS = 'Its source has no times: they go in the order of its lines';
const tip = (text: string | null | undefined) => (text == null ? undefined : plain(text.slice(0, TIP)));

/** The columns of the list: the usual, and among them those that someone asked for. */
export function columnsOf(
    added: readonly string[],
    order: Order,
    onOrder: (order: Order) => void,
    timeless: boolean,
    noted: Noted,
): readonly Column<RequestRow>[] {
    return [
        {
            key: 'at',
            title: 'Time',
            width: 92,
            sorting: byTime(order, onOrder),
            ...(timeless ? { hint: TIMELESS } : {}),
            cell: (row) => (timeless ? <span class="quiet">–</span> : clock(row.at)),
            tip: (row) => (timeless ? TIMELESS : row.at),
        },
        { key: 'protocol', title: 'Protocol', width: 66, spare: 3, kind: 'second', cell: (row) => row.protocol ?? '–' },
        {
            key: 'method',
            title: 'Method',
            width: 74,
            spare: 2,
            cell: (row) => <Traced of={row.method} />,
            tip: (r) => tip(r.method),
        },
        { key: 'status', title: 'Status', width: 60, cell: (row) => <Status of={row.status} /> },
        {
            key: 'authority',
            title: 'Authority',
            width: 140,
            grow: 1,
            spare: 4,
            kind: 'second sparer',
            cell: (row) => <Traced of={row.authority} />,
            tip: (row) => tip(row.authority),
        },
        {
            key: 'path',
            title: 'Path',
            width: 140,
            grow: 2,
            kind: 'mono',
            cell: (row) => (
                <>
                    <NoteMark text={noted.get(keyOf(row))} />
                    <Traced of={row.path} />
                </>
            ),
            tip: (row) => tip(row.path),
        },
        ...added.map(asked),
        {
            key: 'duration',
            title: 'Duration',
            width: 112,
            number: true,
            sorting: byDuration(order, onOrder),
            cell: (row) => <Lasted row={row} label={gapLabel(row)} />,
        },
        {
            key: 'conn',
            title: 'Conn/Req',
            width: 92,
            number: true,
            spare: 5,
            kind: 'second spare',
            cell: (row) => `${connName(row.conn)}/${row.req}`,
        },
    ];
}

/** A header, or a part of a request's time, by its name in the address. */
function asked(name: string): Column<RequestRow> {
    if (!name.startsWith('verdict.')) {
        return {
            key: name,
            title: name,
            width: 150,
            grow: 1,
            hint: name.startsWith('req.') ? 'A header of the request' : 'A header of the response',
            cell: (row) => <HeaderValue row={row} column={name} />,
            tip: (row) => tip(row.columns?.[name]),
        };
    }
    const part = name.slice('verdict.'.length) as VerdictKind;
    return {
        key: name,
        title: PART_NAMES[part] ?? name,
        width: 96,
        number: true,
        hint: 'Its share of the time that a request took',
        cell: ({ verdict }) => (verdict?.[part] === undefined ? <span class="quiet">–</span> : percent(verdict[part])),
    };
}

function byTime(order: Order, onOrder: (order: Order) => void): Sorting {
    const newest = order === 'newest';
    return {
        now: newest ? 'descending' : order === 'oldest' ? 'ascending' : undefined,
        title: newest ? 'Newest first. Show the oldest first' : 'Show the newest first',
        turn: () => onOrder(newest ? 'oldest' : 'newest'),
    };
}

function byDuration(order: Order, onOrder: (order: Order) => void): Sorting {
    const slowest = order === 'duration';
    return {
        now: slowest ? 'descending' : order === 'fastest' ? 'ascending' : undefined,
        title: slowest ? 'Slowest first. Show the fastest first' : 'Show the slowest first',
        turn: () => onOrder(slowest ? 'fastest' : 'duration'),
    };
}
