import { useComputed } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { exact } from '../../../ui/axispaint';
import { bytes, count, duration } from '../../../ui/format';
import { scrollFor, useWindow } from '../../../ui/virtual';
import { lengthOf } from '../../../ui/timeaxis';
import type { Look } from '../look';
import type { Plot } from './plot';
import { cell, marksIn, type Row, rowAt, rowsOf } from './rows';
import '../../../ui/grid.css';

const ROW_PIXELS = 28;
const HEAD_PIXELS = 30;
const NAMES = ['sent', 'acked', 'lost', 'cwnd', 'inflight', 'srtt', 'rttsample'];
const HEADS = ['From', 'Sent', 'Packets', 'Acked', 'Lost', 'cwnd', 'In flight', 'RTT', 'Marks'];

/** What the diagram shows, as rows: its selected row is the diagram's moment. */
export function BucketTable({ look, plot }: { look: Look; plot: Plot }) {
    const scroller = useRef<HTMLDivElement>(null);
    const { timeline, moment } = look;
    const rows = useComputed(() => rowsOf(plot.parts.value, NAMES)).value;
    const at = moment.value === undefined ? -1 : rowAt(rows, moment.value);
    const { from, to } = useWindow(scroller, ROW_PIXELS, rows.length, HEAD_PIXELS);
    useEffect(() => {
        const box = scroller.current;
        if (box !== null && at >= 0)
            box.scrollTop = scrollFor(at, box.scrollTop, box.clientHeight - HEAD_PIXELS, ROW_PIXELS);
    }, [at, rows]);
    const step = (key: KeyboardEvent) => {
        const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 20, PageUp: -20, Home: -rows.length, End: rows.length }[
            key.key
        ];
        if (by === undefined) return;
        key.preventDefault();
        const row = rows[Math.max(0, Math.min(rows.length - 1, at + by))];
        if (row !== undefined) moment.value = row.at;
    };
    const length = lengthOf(timeline.shown.value);
    return (
        <div ref={scroller} class="grid-box bucket-table">
            <div
                class="grid"
                role="grid"
                tabIndex={0}
                aria-label="Congestion by time"
                aria-rowcount={rows.length + 1}
                aria-activedescendant={at >= from && at < to ? `b${at}` : undefined}
                onKeyDown={step}>
                <div class="grid-row grid-head" role="row" aria-rowindex={1}>
                    {HEADS.map((name) => (
                        <span key={name} role="columnheader" class={name === 'Marks' ? '' : 'number'}>
                            {name}
                        </span>
                    ))}
                </div>
                <div class="grid-body" role="rowgroup" style={{ height: `${rows.length * ROW_PIXELS}px` }}>
                    <div role="presentation" style={{ transform: `translateY(${from * ROW_PIXELS}px)` }}>
                        {rows.slice(from, to).map((row, i) => (
                            <Line
                                key={row.at}
                                row={row}
                                index={from + i}
                                selected={from + i === at}
                                time={exact(row.at, length)}
                                marks={marksIn(row, plot.marks.value).map((mark) => mark.text)}
                                onSelect={() => (moment.value = row.at)}
                            />
                        ))}
                    </div>
                </div>
            </div>
        </div>
    );
}

interface LineProps {
    row: Row;
    index: number;
    selected: boolean;
    time: string;
    marks: string[];
    onSelect: () => void;
}

function Line({ row, index, selected, time, marks, onSelect }: LineProps) {
    const amount = (name: string) => {
        const sum = cell(row, name, false)?.sum ?? 0;
        return sum === 0 ? '' : bytes(sum);
    };
    const held = (name: string, say: (value: number) => string) => {
        const value = cell(row, name, true);
        if (value === undefined) return '';
        return value.least === value.most ? say(value.most) : `${say(value.least)}…${say(value.most)}`;
    };
    const packets = cell(row, 'sent', false)?.count ?? 0;
    const cells = [
        time,
        amount('sent'),
        packets === 0 ? '' : count(packets),
        amount('acked'),
        amount('lost'),
        held('cwnd', bytes),
        held('inflight', bytes),
        held('srtt', duration) || held('rttsample', duration),
    ];
    return (
        <div
            id={`b${index}`}
            class={selected ? 'grid-row selected' : 'grid-row'}
            role="row"
            aria-rowindex={index + 2}
            aria-selected={selected}
            onClick={onSelect}>
            {cells.map((text, i) => (
                <span key={i} role="gridcell" class="number" title={text}>
                    {text}
                </span>
            ))}
            <span role="gridcell" title={marks.join('\n')}>
                {marks[0] ?? ''}
                {marks.length > 1 && ` and ${marks.length - 1} more`}
            </span>
        </div>
    );
}
