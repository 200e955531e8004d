import type { Group, GroupOrder } from '../../../api';
import { plain } from '../../../ui/escape';
import { clock, connName, count, duration, moment } from '../../../ui/format';
import type { Column } from '../../../ui/table';
import { Text } from '../../../ui/text';
import { nameOf } from '../facets/fields';

export interface Sorted {
    order: GroupOrder;
    onOrder: (order: GroupOrder) => void;
    /** Where a group leads. */
    href: (group: Group) => string;
}

type Numbers = { [K in keyof Group]-?: Group[K] extends number ? K : never }[keyof Group];
type Times = 'p50Nanos' | 'p95Nanos' | 'p99Nanos' | 'maxNanos';

/** A group's name, its numbers and when it was seen; where the server can, each head sorts by it. */
export function columnsOf(by: string, sorted: Sorted): Column<Group>[] {
    const sorting = (order: GroupOrder, what: string) => ({
        now: sorted.order === order ? ('descending' as const) : undefined,
        title: `${what} first`,
        turn: () => sorted.onOrder(order),
    });
    const number = (key: Numbers, title: string, width: number, more: Partial<Column<Group>> = {}): Column<Group> => ({
        key,
        title,
        width,
        number: true,
        cell: (group) => (group[key] === 0 ? <span class="quiet">0</span> : count(group[key])),
        ...more,
    });
    const time = (key: Times, title: string, more: Partial<Column<Group>> = {}): Column<Group> => ({
        key,
        title,
        width: 84,
        number: true,
        cell: (group) => {
            const nanos = group[key];
            return nanos === null ? <span class="quiet">–</span> : duration(nanos);
        },
        ...more,
    });
    return [
        {
            key: 'value',
            title: nameOf(by),
            width: 160,
            grow: 1,
            cell: (group) => {
                const name = <GroupName by={by} value={group.value} />;
                // Masked or cut: what it was is not stored, so that no query can ask for it.
                if (group.condition === '') return name;
                return (
                    <a href={sorted.href(group)} tabIndex={-1}>
                        {name}
                    </a>
                );
            },
            tip: ({ condition }) => (condition === '' ? 'Masked or cut: no query can ask for it' : plain(condition)),
        },
        number('requests', 'Requests', 86, { sorting: sorting('requests', 'The most requests') }),
        number('connections', 'Connections', 92, { spare: 3 }),
        number('clientErrors', '4xx', 62),
        number('serverErrors', '5xx', 62, { sorting: sorting('errors', 'The most errors') }),
        number('incomplete', 'Incomplete', 84, {
            spare: 4,
            hint: 'Without a response, begun before the capture, or with events lost',
        }),
        time('p50Nanos', 'p50', { sorting: sorting('p50', 'The highest median') }),
        time('p95Nanos', 'p95', { spare: 2 }),
        time('p99Nanos', 'p99', { sorting: sorting('p99', 'The highest p99') }),
        time('maxNanos', 'Max', { sorting: sorting('slowest', 'The slowest') }),
        { key: 'firstAt', title: 'First', width: 100, number: true, spare: 5, cell: ({ firstAt }) => seen(firstAt) },
        {
            key: 'lastAt',
            title: 'Last',
            width: 100,
            number: true,
            spare: 1,
            sorting: sorting('latest', 'The latest'),
            cell: ({ lastAt }) => seen(lastAt),
        },
    ];
}

const seen = (at: string) => <span title={`${moment(at)}, ${at}`}>{clock(at)}</span>;

function GroupName({ by, value }: { by: string; value: string }) {
    if (value === '') return <em>none</em>;
    if (by === 'connection' && /^\d+$/.test(value)) return <>{connName(Number(value))}</>;
    return <Text of={value} cut={200} />;
}
