import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import type { StreamRow } from '../../../api';
import { bytes, duration, plural } from '../../../ui/format';
import { Status } from '../../../ui/status';
import { Text } from '../../../ui/text';
import { scrollFor, useWindow } from '../../../ui/virtual';
import type { Look } from '../look';
import { StreamChip } from './chip';
import type { Streams } from './model';
import { streamName, whatItIs } from './rows';
import { HEAD_PIXELS, ROW_PIXELS } from './waterfall';
import '../../../ui/grid.css';

interface GridProps {
    look: Look;
    streams: Streams;
    scroller: RefObject<HTMLDivElement>;
    onScrolled: (top: number) => void;
    onStep: (by: number) => void;
}

/** The streams as a table; its rows are the waterfall's. */
export function StreamGrid({ look, streams, scroller, onScrolled, onStep }: GridProps) {
    const rows = streams.rows.value;
    const { from, to } = useWindow(scroller, ROW_PIXELS, rows.length, HEAD_PIXELS);
    const at = rows.findIndex((row) => String(row.stream) === look.stream.value);
    const seen = rows.slice(from, to).map((row) => row.stream);
    useEffect(() => {
        streams.inSight.value = seen;
    }, [seen.join(' ')]);
    useEffect(() => {
        const box = scroller.current;
        if (box !== null && at >= 0)
            box.scrollTop = scrollFor(at, box.scrollTop, box.clientHeight - HEAD_PIXELS, ROW_PIXELS);
    }, [at]);
    const pressed = (key: KeyboardEvent) => {
        const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[key.key];
        if (by === undefined) return;
        key.preventDefault();
        onStep(by);
    };
    return (
        <div
            ref={scroller}
            class="grid-box stream-grid"
            onScroll={(event) => onScrolled(event.currentTarget.scrollTop)}>
            <div
                class="grid"
                role="grid"
                tabIndex={0}
                aria-label="Streams"
                aria-rowcount={rows.length + 1}
                aria-activedescendant={at >= from && at < to ? `s${rows[at]?.stream}` : undefined}
                onKeyDown={pressed}>
                <div class="grid-row grid-head" role="row" aria-rowindex={1}>
                    {['Stream', 'Request', 'Took', 'Sent', 'Again'].map((name, i) => (
                        <span key={name} role="columnheader" class={i === 1 ? '' : i === 3 ? 'number spare' : 'number'}>
                            {name}
                        </span>
                    ))}
                </div>
                <div class="grid-body" role="rowgroup" style={{ height: `${rows.length * ROW_PIXELS}px` }}>
                    <div role="presentation" style={{ transform: `translateY(${from * ROW_PIXELS}px)` }}>
                        {rows.slice(from, to).map((row, i) => (
                            <Line
                                key={row.stream}
                                row={row}
                                index={from + i}
                                selected={from + i === at}
                                onSelect={() => look.select({ packet: '', stream: String(row.stream) })}
                            />
                        ))}
                    </div>
                </div>
            </div>
            <div class="stream-foot quiet">
                {plural(rows.length, 'stream')}
                {streams.cut.value && ' of more; the first 10,000 are here'}
            </div>
        </div>
    );
}

interface LineProps {
    row: StreamRow;
    index: number;
    selected: boolean;
    onSelect: () => void;
}

function Line({ row, index, selected, onSelect }: LineProps) {
    const { request } = row;
    return (
        <div
            id={`s${row.stream}`}
            class={selected ? 'grid-row selected' : 'grid-row'}
            role="row"
            aria-rowindex={index + 2}
            aria-selected={selected}
            onClick={onSelect}>
            <span role="gridcell" class="number">
                <StreamChip stream={row.stream} />
                {streamName(row)}
            </span>
            <span role="gridcell">
                {request === null ? (
                    <span class="quiet">{whatItIs(row)}</span>
                ) : (
                    <>
                        <Status of={request.status} /> <Text of={request.method ?? ''} />{' '}
                        <Text of={request.path ?? ''} cut={200} />
                    </>
                )}
                {row.reset !== null && <span class="mark"> reset</span>}
            </span>
            <span role="gridcell" class="number second">
                {request?.durationNanos == null ? '' : duration(request.durationNanos)}
            </span>
            <span role="gridcell" class="number second spare">
                {row.bytesSent === 0 ? '' : bytes(row.bytesSent)}
            </span>
            <span role="gridcell" class="number mark">
                {row.bytesRetransmitted === 0 ? '' : bytes(row.bytesRetransmitted)}
            </span>
        </div>
    );
}
