import type { ComponentChildren } from 'preact';
import type { Packet } from '../../../api';
import { count, duration } from '../../../ui/format';
import { Frames } from './frames';

export interface Column {
    id: string;
    name: string;
    width: string;
    number?: true;
    /** What is not shown before someone asks for it. */
    quiet?: true;
    cell: (packet: Packet, before: Packet | undefined) => ComponentChildren;
}

const FATES = { acked: 'acked', 'late-acked': 'acked late', lost: 'lost', 'in-flight': 'in flight' };

/** To the microsecond, so that packets of one burst are told apart. */
const millis = (nanos: number) =>
    (nanos / 1e6).toLocaleString('en-US', { minimumFractionDigits: 3, maximumFractionDigits: 3 });

export const COLUMNS: readonly Column[] = [
    { id: 'time', name: 'Time, ms', width: '96px', number: true, cell: (packet) => millis(packet.offsetNanos) },
    {
        id: 'after',
        name: 'After',
        width: '84px',
        number: true,
        quiet: true,
        cell: (packet, before) => (before === undefined ? '' : duration(packet.offsetNanos - before.offsetNanos)),
    },
    {
        id: 'direction',
        name: 'Direction',
        width: '86px',
        cell: ({ direction }) => (direction === 'sent' ? '→ sent' : '← received'),
    },
    { id: 'number', name: 'Number', width: '76px', number: true, cell: ({ number }) => count(number) },
    { id: 'space', name: 'Space', width: '86px', cell: ({ space }) => <span class="second">{space}</span> },
    {
        id: 'size',
        name: 'Size',
        width: '62px',
        number: true,
        cell: ({ size, sizeOf }) => (
            <span title={sizeOf === 'payload' ? 'of what is inside: the source tells no more' : undefined}>
                {size === null ? '' : count(size)}
            </span>
        ),
    },
    { id: 'frames', name: 'Frames', width: 'minmax(200px, 1fr)', cell: ({ frames }) => <Frames of={frames} /> },
    {
        id: 'fate',
        name: 'Fate',
        width: '86px',
        cell: ({ fate }) => (fate === null ? '' : <span class={`fate ${fate}`}>{FATES[fate]}</span>),
    },
    {
        id: 'trigger',
        name: 'Why lost',
        width: '126px',
        quiet: true,
        cell: ({ trigger, triggerInferred }) => (
            <span title={triggerInferred ? 'inferred: no probe tells it' : undefined}>
                {trigger?.replaceAll('_', ' ') ?? ''}
                {triggerInferred && ' ~'}
            </span>
        ),
    },
    {
        id: 'rtt',
        name: 'To its ACK',
        width: '86px',
        number: true,
        cell: ({ rttNanos }) => (rttNanos === null ? '' : duration(rttNanos)),
    },
];
