import { effect, signal, untracked } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Direction, Multiplexing, StreamRow } from '../../../api';
import * as api from '../../../api/quic';
import { Canvas } from '../../../ui/canvas';
import { bytes, count, duration, offset, percent, plural } from '../../../ui/format';
import { type Point, useGestures } from '../../../ui/gestures';
import { Problem } from '../../../ui/message';
import { Text } from '../../../ui/text';
import { lengthOf, nanosOf, type Scale } from '../../../ui/timeaxis';
import { Windows } from '../../../ui/windows';
import type { Look } from '../look';
import { AFTER_PIXELS } from '../overview';
import type { Streams } from './model';
import { type Block, type Cell, cellAt } from './mux';
import { bandOf, paintMux } from './muxpaint';
import { streamName, whatItIs } from './rows';
import './mux.css';

const COLUMNS_A_WINDOW = 600;

interface MuxProps {
    look: Look;
    streams: Streams;
    /** Pixels left of the time's line, as the waterfall below has them. */
    before: number;
}

/** Multiplexing: whose bytes each packet carried, one lane over the time of the waterfall below it. */
export function MuxLane({ look, streams, before }: MuxProps) {
    const box = useRef<HTMLDivElement>(null);
    const drawn = useRef<readonly Block[]>([]);
    const { timeline } = look;
    const hover = useMemo(() => signal<Point | undefined>(undefined), []);
    const direction = useMemo(() => signal<Direction>('sent'), []);
    const windows = useMemo(() => windowsOf(look, direction.value), [look, direction.value]);
    useEffect(() => {
        const forget = effect(() => {
            const shown = timeline.shown.value;
            const extent = timeline.extent.value;
            untracked(() => windows.want(shown, extent));
        });
        return () => {
            forget();
            windows.close();
        };
    }, [windows]);
    const under = (at: Point | undefined) => {
        const { top, bottom } = bandOf(box.current?.clientHeight ?? 0);
        return at === undefined ? undefined : cellAt(drawn.current, at.x, (at.y - top) / (bottom - top));
    };
    useGestures(box, timeline, {
        along: 'x',
        wheel: 'zoom',
        before,
        after: AFTER_PIXELS,
        onPick: (at) => {
            const end = (box.current?.clientWidth ?? 0) - AFTER_PIXELS;
            look.moment.value = nanosOf({ ...timeline.shown.peek(), start: before, end }, at.x);
            const stream = under(at)?.cell?.stream;
            if (stream !== undefined) look.select({ packet: '', stream: String(stream) });
        },
        onHover: (at) => {
            hover.value = at;
        },
    });
    const error = windows.error.value;
    if (error !== undefined) return <Problem error={error} retry={() => windows.again()} />;
    const found = under(hover.value);
    return (
        <section class="split mux" aria-label="Multiplexing">
            <div class="mux-head">
                <div class="choice" role="radiogroup" aria-label="Whose bytes">
                    {(['sent', 'received'] as const).map((each) => (
                        <label key={each} class="check">
                            <input
                                type="radio"
                                name={`mux-direction-${look.conn}`}
                                checked={direction.value === each}
                                onChange={() => (direction.value = each)}
                            />
                            {each}
                        </label>
                    ))}
                </div>
                <div class="mux-note quiet">
                    {found === undefined ? (
                        <What of={windows.pieces.value[0]?.value} direction={direction.value} />
                    ) : (
                        <Under {...found} rows={streams.all.value ?? []} direction={direction.value} />
                    )}
                </div>
            </div>
            <Canvas
                label={`Multiplexing: whose bytes were ${direction.value} when; the table below has the streams`}
                class={windows.busy.value ? 'busy' : ''}
                box={box}
                paint={(surface) => {
                    const end = surface.width - AFTER_PIXELS;
                    const scale: Scale = { ...timeline.shown.value, start: before, end };
                    drawn.current = paintMux(surface, scale, look, windows);
                }}
            />
        </section>
    );
}

function windowsOf(look: Look, direction: Direction): Windows<Multiplexing> {
    return new Windows<Multiplexing>((need, stop) => {
        const width = Math.min(4000, Math.ceil((lengthOf(need) / need.window) * COLUMNS_A_WINDOW));
        return api.multiplexing(look.session, look.conn, { ...look.clock(need), width, direction }, stop);
    });
}

function What({ of, direction }: { of: Multiplexing | undefined; direction: Direction }) {
    if (of === undefined) return <>Reading whose bytes went when …</>;
    if (of.offsetNanos.length === 0) return <>No bytes of a stream were {direction} here</>;
    const below = direction === 'sent' ? 'sent again' : 'out of order';
    return of.exact ? (
        <>Whose bytes each packet carried; below it those {below}</>
    ) : (
        <>
            Each stream’s share of the bytes {direction} in every {duration(of.columnNanos)}; below it those {below}
        </>
    );
}

interface UnderProps {
    block: Block;
    cell: Cell | undefined;
    rows: readonly StreamRow[];
    direction: Direction;
}

/** What the pointer is on: the stream, its request, which of its bytes. */
function Under({ block, cell, rows, direction }: UnderProps) {
    if (cell === undefined) return <>{offset(block.fromNanos)}</>;
    const row = rows.find((each) => each.stream === cell.stream);
    const again = direction === 'sent' ? 'again' : 'out of order';
    return (
        <>
            <strong>
                {cell.stream === undefined
                    ? plural(cell.streams, 'other stream')
                    : `Stream ${streamName(row ?? { stream: cell.stream, kind: cell.stream < 0 ? 'crypto' : 'bidi' })}`}
            </strong>{' '}
            {row !== undefined && (
                <>
                    {row.request === null ? (
                        whatItIs(row)
                    ) : (
                        <>
                            <Text of={row.request.method ?? ''} /> <Text of={row.request.path ?? ''} cut={80} />
                        </>
                    )}
                </>
            )}
            <br />
            {cell.stream !== undefined && `bytes ${count(cell.offset)}–${count(cell.end)}: `}
            {bytes(cell.bytes)}
            {cell.share < 1 && `, ${percent(cell.share)} of what went`}
            {cell.again > 0 && `, ${bytes(cell.again)} ${again}`}
            {block.packets !== undefined && `, ${plural(block.packets, 'packet')}`} at {offset(block.fromNanos)}
        </>
    );
}
