import type { ConnectionRow } from '../../api';
import { between, clock, connName, count, duration, percent } from '../../ui/format';
import type { Column } from '../../ui/table';
import { Text } from '../../ui/text';

const none = <span class="quiet">–</span>;
const text = (of: string | null) => (of === null ? '–' : <Text of={of} cut={200} />);
/** Of QUIC: a dash where the connection is none, or nobody told it. */
const figure = (of: number | null | undefined, show: (of: number) => string) => (of == null ? none : show(of));

/** A connection in the list: who, by what, and its numbers. */
export const COLUMNS: readonly Column<ConnectionRow>[] = [
    {
        key: 'at',
        title: 'Began',
        width: 104,
        cell: (row) => (row.beforeCapture ? <span class="mark">before capture</span> : clock(row.at)),
        tip: ({ beforeCapture, at }) =>
            beforeCapture ? `Open before the capture: how it began is not known. First seen ${at}` : at,
    },
    { key: 'protocol', title: 'Protocol', width: 62, cell: (row) => row.protocol ?? '–' },
    { key: 'peer', title: 'Peer', width: 110, grow: 1, kind: 'second', cell: (row) => text(row.peer) },
    { key: 'sni', title: 'Server name', width: 80, grow: 1, kind: 'second', cell: (row) => text(row.sni) },
    { key: 'alpn', title: 'ALPN', width: 52, spare: 3, kind: 'second', cell: (row) => text(row.alpn) },
    { key: 'requests', title: 'Requests', width: 64, number: true, cell: (row) => count(row.requests) },
    { key: 'events', title: 'Events', width: 60, number: true, spare: 1, cell: (row) => count(row.events) },
    { key: 'packets', title: 'Packets', width: 60, number: true, cell: (row) => figure(row.packets, count) },
    { key: 'loss', title: 'Loss', width: 56, number: true, cell: (row) => figure(row.loss, percent) },
    { key: 'rtt', title: 'RTT', width: 62, number: true, cell: (row) => figure(row.rttNanos, duration) },
    {
        key: 'lasted',
        title: 'Lasted',
        width: 78,
        number: true,
        cell: ({ at, endedAt, beforeCapture }) =>
            endedAt === null ? none : (beforeCapture ? '≥ ' : '') + duration(between(at, endedAt) * 1e6),
        tip: ({ endedAt, beforeCapture }) =>
            endedAt === null ? 'no end seen' : beforeCapture ? 'since it was first seen' : undefined,
    },
    { key: 'identity', title: 'Identity', width: 66, spare: 4, kind: 'second', cell: (row) => row.identity },
    {
        key: 'conn',
        title: 'Conn',
        width: 84,
        number: true,
        spare: 2,
        kind: 'second',
        cell: (row) => connName(row.conn),
    },
];
