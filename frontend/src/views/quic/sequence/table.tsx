import { effect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Packet } from '../../../api';
import { count, plural } from '../../../ui/format';
import { Text } from '../../../ui/text';
import type { Span } from '../../../ui/timeaxis';
import { scrollFor, useWindow } from '../../../ui/virtual';
import type { Look } from '../look';
import { fateText, fateWord } from '../fate';
import { nameOf } from '../names';
import type { Drawing } from './drawing';
import { framesText, titleOf } from './packet';
import '../../../ui/grid.css';

const ROW_PIXELS = 24;
const HEAD_PIXELS = 26;
const COLUMNS = ['Time, ms', 'Packet', 'Size', 'Fate', 'Frames'];

/** The packets of the diagram as rows, for whoever reads rather than looks: the same selection, the same order. */
export function PacketTable({ drawing, look }: { drawing: Drawing; look: Look }) {
    const scroller = useRef<HTMLDivElement>(null);
    const prepared = drawing.prepared.value;
    const packets = prepared?.packets ?? [];
    const { from, to } = useWindow(scroller, ROW_PIXELS, packets.length, HEAD_PIXELS);
    const at = prepared?.byName.get(look.packet.value) ?? -1;
    useFollow(scroller, drawing, look, at);
    const pressed = (key: KeyboardEvent) => {
        const by = key.key === 'ArrowDown' ? 1 : key.key === 'ArrowUp' ? -1 : 0;
        if (by === 0) return;
        key.preventDefault();
        look.step(by);
    };
    return (
        <div ref={scroller} class="grid-box sequence-table">
            <div
                class="grid"
                role="grid"
                tabIndex={0}
                aria-label="Packets"
                aria-rowcount={packets.length + 1}
                aria-activedescendant={at >= from && at < to ? `p${at}` : undefined}
                onKeyDown={pressed}>
                <div class="grid-row grid-head" role="row" aria-rowindex={1}>
                    {COLUMNS.map((name) => (
                        <span
                            key={name}
                            role="columnheader"
                            class={name === 'Size' || name === 'Time, ms' ? 'number' : ''}>
                            {name}
                        </span>
                    ))}
                </div>
                <div class="grid-body" role="rowgroup" style={{ height: `${packets.length * ROW_PIXELS}px` }}>
                    <div role="presentation" style={{ transform: `translateY(${from * ROW_PIXELS}px)` }}>
                        {packets.slice(from, to).map((packet, i) => (
                            <Line
                                key={from + i}
                                packet={packet}
                                index={from + i}
                                selected={from + i === at}
                                drawing={drawing}
                                look={look}
                            />
                        ))}
                    </div>
                </div>
            </div>
            <div class="grid-foot">
                {packets.length === 0 ? <Empty drawing={drawing} /> : plural(packets.length, 'packet')}
            </div>
        </div>
    );
}

/** All as precise, so that one can be told from the next: 480.312 */
const millis = (nanos: number) => (nanos / 1e6).toFixed(3);

interface LineProps {
    packet: Packet;
    index: number;
    selected: boolean;
    drawing: Drawing;
    look: Look;
}

function Line({ packet, index, selected, drawing, look }: LineProps) {
    const summary = look.summary.value;
    const fate = fateText(packet, summary);
    const kind = packet.fate === 'lost' ? 'sequence-lost' : packet.fate === 'late-acked' ? 'mark' : 'second';
    return (
        <div
            id={`p${index}`}
            class={`grid-row${selected ? ' selected' : ''}${packet.context === true ? ' sequence-context' : ''}`}
            role="row"
            aria-rowindex={index + 2}
            aria-selected={selected}
            onPointerEnter={() => (drawing.hovered.value = nameOf(packet))}
            onPointerLeave={() => (drawing.hovered.value = '')}
            onClick={() => drawing.select(packet)}>
            <span role="gridcell" class="number" title={packet.at}>
                {millis(packet.offsetNanos)}
            </span>
            <span role="gridcell">
                <span aria-hidden="true">{packet.direction === 'sent' ? '↗' : '↙'}</span>
                <span class="unseen">{packet.direction}</span> {titleOf(packet)}
                {packet.context === true && <span class="unseen"> (neighbour)</span>}
            </span>
            <span role="gridcell" class="number">
                {packet.size === null ? '–' : count(packet.size)}
            </span>
            <span role="gridcell" class={kind} title={fate}>
                {fate === '' ? '–' : fateWord(packet, summary)}
            </span>
            <span role="gridcell" class="mono second">
                <Text of={framesText(packet, 8)} cut={300} />
            </span>
        </div>
    );
}

function Empty({ drawing }: { drawing: Drawing }) {
    const piece = drawing.piece.value;
    if (piece === undefined) return <span role="status">Reading the packets …</span>;
    return piece.value.packets === undefined ? (
        <>Too many packets in this stretch to list. Come closer (w), or narrow them.</>
    ) : (
        <>No packet here.</>
    );
}

const REST_MILLIS = 120;

/** Keeps the selected packet in sight, else the first that the diagram shows, unless one is reading in the table. */
function useFollow(scroller: { current: HTMLDivElement | null }, drawing: Drawing, look: Look, at: number): void {
    const packets = drawing.prepared.value?.packets;
    useEffect(() => {
        const box = scroller.current;
        if (box !== null && at >= 0)
            box.scrollTop = scrollFor(at, box.scrollTop, box.clientHeight - HEAD_PIXELS, ROW_PIXELS);
    }, [at, packets]);
    useEffect(() => {
        let timer: ReturnType<typeof setTimeout> | undefined;
        const follow = ({ from, to }: Span) => {
            const box = scroller.current;
            const chosen = packets?.[at]?.offsetNanos;
            const inSight = chosen !== undefined && chosen >= from && chosen <= to;
            if (box === null || packets === undefined || inSight || box.matches(':hover, :focus-within')) return;
            const first = packets.findIndex((packet) => packet.offsetNanos >= from);
            if (first >= 0) box.scrollTop = first * ROW_PIXELS;
        };
        // Not by drawing the table anew: it would be each frame while one pans.
        const forget = effect(() => {
            const shown = look.timeline.shown.value;
            clearTimeout(timer);
            timer = setTimeout(() => follow(shown), REST_MILLIS);
        });
        return () => {
            clearTimeout(timer);
            forget();
        };
    }, [at, packets]);
}
