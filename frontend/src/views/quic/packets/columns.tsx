import type { ComponentChildren } from 'preact';
import type { Packet, QuicSummary } from '../../../api';
import { count, duration } from '../../../ui/format';
import { fateText, fateWord } from '../fate';
import { spaceName } from '../names';
import { Frames } from './frames';

export interface Column {
    id: string;
    name: string;
    width: string;
    number?: true;
    /** What is not shown before someone asks for it. */
    quiet?: true;
    cell: (packet: Packet, before: Packet | undefined, summary: QuicSummary | undefined) => ComponentChildren;
}

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
        width: '78px',
        cell: ({ direction }) => (direction === 'sent' ? '→ sent' : '← received'),
    },
    { id: 'number', name: 'Number', width: '76px', number: true, cell: ({ number }) => count(number) },
    { id: 'space', name: 'Space', width: '80px', cell: ({ space }) => <span class="second">{spaceName(space)}</span> },
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
    {
        id: 'frames',
        name: 'Frames',
        width: 'minmax(120px, 1fr)',
        cell: ({ frames, direction }) => <Frames of={frames} direction={direction} />,
    },
    {
        id: 'fate',
        name: 'Fate',
        width: '86px',
        cell: (packet, _, summary) =>
            packet.fate !== null && (
                <span class={`fate ${packet.fate}`} title={fateText(packet, summary)}>
                    {fateWord(packet, summary)}
                </span>
            ),
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
