import { useEffect, useRef } from 'preact/hooks';
import type { Packet, QuicSummary } from '../../../api';
import { count, plural } from '../../../ui/format';
import { Note, Problem } from '../../../ui/message';
import type { Pages } from '../../../ui/pages';
import { scrollFor, useWindow } from '../../../ui/virtual';
import type { Column } from './columns';
import '../../../ui/grid.css';

const ROW_PIXELS = 26;
const HEAD_PIXELS = 30;

interface ListProps {
    pages: Pages<Packet>;
    columns: readonly Column[];
    summary: QuicSummary | undefined;
    /** The selected row, or -1. */
    at: number;
    onStep: (by: number) => void;
    onSelect: (row: Packet) => void;
}

/** The rows in sight of however many packets; more are read as one goes down. */
export function PacketList({ pages, columns, summary, at, onStep, onSelect }: ListProps) {
    const scroller = useRef<HTMLDivElement>(null);
    const { rows } = pages;
    const { from, to } = useWindow(scroller, ROW_PIXELS, rows.length, HEAD_PIXELS);
    const template = columns.map((column) => column.width).join(' ');
    useEffect(() => {
        if (to >= rows.length - 100) pages.more();
    }, [to, rows.length, pages]);
    useEffect(() => {
        const box = scroller.current;
        if (box !== null && at >= 0)
            box.scrollTop = scrollFor(at, box.scrollTop, box.clientHeight - HEAD_PIXELS, ROW_PIXELS);
    }, [at]);
    const pressed = (key: KeyboardEvent) => {
        const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 20, PageUp: -20 }[key.key];
        if (by === undefined) return;
        key.preventDefault();
        onStep(by);
    };
    return (
        <div ref={scroller} class="grid-box packets">
            <div
                class="grid"
                role="grid"
                tabIndex={0}
                aria-label="Packets"
                aria-rowcount={pages.open ? -1 : rows.length + 1}
                aria-activedescendant={at >= from && at < to ? `p${at}` : undefined}
                onKeyDown={pressed}>
                <div class="grid-row grid-head" role="row" aria-rowindex={1} style={{ gridTemplateColumns: template }}>
                    {columns.map(({ id, name, number }) => (
                        <span key={id} role="columnheader" class={number ? 'number' : ''}>
                            {name}
                        </span>
                    ))}
                </div>
                <div class="grid-body" role="rowgroup" style={{ height: `${rows.length * ROW_PIXELS}px` }}>
                    <div role="presentation" style={{ transform: `translateY(${from * ROW_PIXELS}px)` }}>
                        {rows.slice(from, to).map((row, i) => (
                            <div
                                key={from + i}
                                id={`p${from + i}`}
                                class={from + i === at ? 'grid-row selected' : 'grid-row'}
                                role="row"
                                aria-rowindex={from + i + 2}
                                aria-selected={from + i === at}
                                style={{ gridTemplateColumns: template }}
                                onClick={() => onSelect(row)}>
                                {columns.map(({ id, number, cell }) => (
                                    <span key={id} role="gridcell" class={number ? 'number' : ''}>
                                        {cell(row, rows[from + i - 1], summary)}
                                    </span>
                                ))}
                            </div>
                        ))}
                    </div>
                </div>
            </div>
            <Foot pages={pages} />
        </div>
    );
}

function Foot({ pages }: { pages: Pages<Packet> }) {
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
                Reading the packets …
            </div>
        );
    if (rows.length === 0)
        return <Note title="No such packet here">Widen what is shown of the time, or show all packets.</Note>;
    return (
        <div class="grid-foot">
            {open ? `${count(rows.length)} so far; reading on …` : plural(rows.length, 'packet')}
        </div>
    );
}
