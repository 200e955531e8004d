import type { ConnectionRow } from '../../api';
import type { ConnectionColumn } from '../../route';
import { count, duration } from '../../ui/format';
import type { Column } from '../../ui/tablecolumns';
import { endingOf, joinedWords, stateWords } from '../../ui/tcp/ending';
import { Text } from '../../ui/text';

const none = <span class="quiet">–</span>;
const figure = (of: number | null | undefined, show: (of: number) => string) => (of == null ? none : show(of));

/** The columns that one can ask for, all of TCP. */
export const OPTIONAL: Record<ConnectionColumn, Column<ConnectionRow> & { hint: string }> = {
    local: {
        key: 'local',
        title: 'Local address',
        width: 130,
        kind: 'second',
        hint: 'The end here of its TCP connection',
        cell: ({ tcp }) => (tcp?.local == null ? none : <Text of={tcp.local} cut={80} />),
    },
    least: {
        key: 'least',
        title: 'Least RTT',
        width: 76,
        number: true,
        hint: 'The least round trip of late',
        cell: ({ tcp }) => figure(tcp?.rttMinNanos, duration),
    },
    cwnd: {
        key: 'cwnd',
        title: 'Window',
        width: 66,
        number: true,
        hint: 'The congestion window of TCP, in segments',
        cell: ({ tcp }) => figure(tcp?.cwnd, count),
    },
    ended: {
        key: 'ended',
        title: 'How it ended',
        width: 150,
        kind: 'second',
        hint: 'Who closed first, or how it broke',
        cell: ({ tcp }) => (tcp == null ? none : (endingOf(tcp)?.short ?? stateWords(tcp))),
        tip: ({ tcp }) => (tcp == null ? undefined : endingOf(tcp)?.words),
    },
    joined: {
        key: 'joined',
        title: 'Joined',
        width: 70,
        kind: 'second',
        hint: 'How sure it is which TCP connection carried it',
        cell: ({ tcp }) => tcp?.joined ?? none,
        tip: ({ tcp }) => (tcp == null ? undefined : joinedWords(tcp)),
    },
};
