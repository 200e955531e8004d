import type { ConnectionRow } from '../../api';
import type { ConnectionColumn, ConnectionOrder } from '../../route';
import { bytes, clock, connName, count, duration, percent } from '../../ui/format';
import { offsetOf } from '../../ui/moment';
import type { Column, Sorting } from '../../ui/tablecolumns';
import { endingOf } from '../../ui/tcp/ending';
import { Text } from '../../ui/text';
import { Protocol } from './protocol';
import { OPTIONAL } from './optional';

const none = <span class="quiet">–</span>;
const text = (of: string | null | undefined) => (of == null ? none : <Text of={of} cut={200} />);
/** A dash where the connection has no such figure, or nobody told it. */
const figure = (of: number | null | undefined, show: (of: number) => string) => (of == null ? none : show(of));
const exactly = (of: number | null | undefined) => (of == null ? undefined : `${count(of)} B`);

/** Of QUIC by its packets, of TCP as the kernel has it. */
const rttOf = (row: ConnectionRow) => row.rttNanos ?? row.tcp?.rttNanos;

/** By what the list goes, and how that is changed. */
export interface Ordering {
    order: ConnectionOrder;
    least: boolean;
    onOrder: (order: ConnectionOrder, least: boolean) => void;
}

/**
 * A connection in the list: who, by what, and its numbers; among them the columns that someone asked for.
 * Without QUIC there is none of what only that has.
 */
export function columnsOf(
    added: readonly ConnectionColumn[],
    by: Ordering,
    quic: boolean,
): readonly Column<ConnectionRow>[] {
    return usual(added, by).filter(({ key }) => quic || (key !== 'packets' && key !== 'loss'));
}

function usual(added: readonly ConnectionColumn[], by: Ordering): readonly Column<ConnectionRow>[] {
    return [
        {
            key: 'at',
            title: 'Began',
            width: 104,
            sorting: sortingBy('at', by),
            cell: (row) => (row.beforeCapture ? <span class="mark">before capture</span> : clock(row.at)),
            tip: ({ beforeCapture, at }) =>
                beforeCapture ? `Open before the capture: how it began is not known. First seen ${at}` : at,
        },
        { key: 'protocol', title: 'Protocol', width: 78, cell: (row) => <Protocol of={row} /> },
        {
            key: 'peer',
            title: 'Peer',
            width: 110,
            grow: 1,
            kind: 'second',
            cell: (row) => text(row.peer ?? row.tcp?.peer),
        },
        {
            key: 'sni',
            title: 'Server name',
            width: 80,
            grow: 1,
            spare: 6,
            kind: 'second',
            cell: (row) => text(row.sni),
        },
        { key: 'alpn', title: 'ALPN', width: 52, spare: 7, kind: 'second', cell: (row) => text(row.alpn) },
        {
            key: 'requests',
            title: 'Requests',
            width: 70,
            number: true,
            sorting: sortingBy('requests', by),
            cell: (row) => count(row.requests),
        },
        { key: 'events', title: 'Events', width: 60, number: true, spare: 8, cell: (row) => count(row.events) },
        {
            key: 'packets',
            title: 'Packets',
            width: 60,
            number: true,
            spare: 5,
            hint: 'Of QUIC',
            cell: (row) => figure(row.packets, count),
        },
        {
            key: 'received',
            title: 'Received',
            width: 76,
            number: true,
            spare: 2,
            hint: 'Bytes that came over TCP, as the kernel counts: the peer’s end of the stream is one more',
            sorting: sortingBy('received', by),
            cell: (row) => figure(row.tcp?.bytesReceived, bytes),
            tip: (row) => exactly(row.tcp?.bytesReceived),
        },
        {
            key: 'sent',
            title: 'Sent',
            width: 70,
            number: true,
            spare: 1,
            hint: 'Bytes that went over TCP and were acknowledged; the end of the stream is one more',
            sorting: sortingBy('sent', by),
            cell: (row) => figure(row.tcp?.bytesAcked, bytes),
            tip: (row) => exactly(row.tcp?.bytesAcked),
        },
        {
            key: 'loss',
            title: 'Loss',
            width: 56,
            number: true,
            spare: 4,
            hint: 'Of QUIC’s packets',
            cell: (row) => figure(row.loss, percent),
        },
        {
            key: 'again',
            title: 'Sent again',
            width: 84,
            number: true,
            hint: 'Segments that TCP sent again',
            sorting: sortingBy('again', by),
            cell: (row) => figure(row.tcp?.retransmits, count),
        },
        {
            key: 'rtt',
            title: 'RTT',
            width: 66,
            number: true,
            hint: 'The smoothed round trip',
            sorting: sortingBy('rtt', by),
            cell: (row) => figure(rttOf(row), duration),
        },
        {
            key: 'lasted',
            title: 'Lasted',
            width: 82,
            number: true,
            sorting: sortingBy('lasted', by),
            cell: ({ at, endedAt, beforeCapture }) =>
                endedAt === null ? none : (beforeCapture ? '≥ ' : '') + duration(offsetOf(at, endedAt)),
            tip: lastedTip,
        },
        ...added.map((key) => OPTIONAL[key]),
        { key: 'identity', title: 'Identity', width: 66, spare: 10, kind: 'second', cell: (row) => row.identity },
        {
            key: 'conn',
            title: 'Conn',
            width: 84,
            number: true,
            spare: 9,
            kind: 'second',
            cell: (row) => connName(row.conn),
        },
    ];
}

function lastedTip({ endedAt, beforeCapture, tcp }: ConnectionRow): string | undefined {
    const ending = tcp == null ? undefined : endingOf(tcp)?.words;
    if (endedAt === null) return 'no end seen';
    return [beforeCapture ? 'since it was first seen' : '', ending ?? ''].filter(Boolean).join('; ') || undefined;
}

/** Pressed once the most first, once more the least. */
function sortingBy(order: ConnectionOrder, { order: now, least, onOrder }: Ordering): Sorting {
    const mine = order === now;
    const words = order === 'at' ? ['newest', 'oldest'] : ['most', 'least'];
    return {
        now: mine ? (least ? 'ascending' : 'descending') : undefined,
        title: mine && !least ? `The ${words[0]} first. Show the ${words[1]} first` : `Show the ${words[0]} first`,
        turn: () => onOrder(order, mine && !least),
    };
}
