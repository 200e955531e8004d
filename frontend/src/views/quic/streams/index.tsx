import { signal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { Canvas } from '../../../ui/canvas';
import { colours } from '../../../ui/colours';
import { useGestures } from '../../../ui/gestures';
import { Note, Problem } from '../../../ui/message';
import { nanosOf, type Scale } from '../../../ui/timeaxis';
import { picture } from '../../../ui/patterns';
import type { Look } from '../look';
import { AFTER_PIXELS } from '../overview';
import type { PanelProps } from '../panels';
import { StreamGrid } from './grid';
import { Streams as Model } from './model';
import { MuxLane } from './muxlane';
import { PARTS } from './parts';
import { Ranges } from './ranges';
import { HEAD_PIXELS, paintWaterfall, ROW_PIXELS } from './waterfall';
import './streams.css';

const START_PIXELS = 8;

/** The streams of a connection over one another in time: what each waited for, when its bytes went, and of one which. */
export function Streams({ look, route, second = false }: PanelProps & { second?: boolean }) {
    const streams = useMemo(() => new Model(look), [look]);
    useEffect(() => () => streams.close(), [streams]);
    const step = (by: number) => {
        const rows = streams.rows.value;
        const at = rows.findIndex((row) => String(row.stream) === look.stream.value);
        const row = rows[Math.max(0, Math.min(rows.length - 1, at + by))];
        if (row !== undefined) look.select({ packet: '', stream: String(row.stream) });
    };
    useEffect(() => {
        if (second) return undefined;
        look.step = step;
        return () => {
            look.step = () => undefined;
        };
    });
    const error = streams.error.value;
    if (error !== undefined) return <Problem error={error} retry={() => void streams.read()} />;
    const stream = look.stream.value;
    return (
        <>
            <div class="toolbar plot-bar">
                <Which streams={streams} group={`which-streams-${look.conn}`} />
                <span class="quic-room" />
                <Legend />
            </div>
            <MuxLane look={look} streams={streams} before={START_PIXELS} />
            {streams.all.value === undefined ? (
                <Note title="Reading the streams …" />
            ) : (
                <Waterfall look={look} streams={streams} onStep={step} />
            )}
            {stream !== '' && route.with === '' && <Ranges key={stream} look={look} stream={stream} />}
        </>
    );
}

interface WaterfallProps {
    look: Look;
    streams: Model;
    onStep: (by: number) => void;
}

/** A row for each stream, and beside it the same over time. */
function Waterfall({ look, streams, onStep }: WaterfallProps) {
    const box = useRef<HTMLDivElement>(null);
    const scroller = useRef<HTMLDivElement>(null);
    const scrolled = useMemo(() => signal(0), []);
    const { timeline } = look;
    useGestures(box, timeline, {
        along: 'x',
        wheel: 'scroll',
        before: START_PIXELS,
        after: AFTER_PIXELS,
        onScroll: (by) => scroller.current?.scrollBy(0, by),
        onPick: ({ x, y }) => {
            const end = (box.current?.clientWidth ?? 0) - AFTER_PIXELS;
            look.moment.value = nanosOf({ ...timeline.shown.peek(), start: START_PIXELS, end }, x);
            const row = streams.rows.peek()[Math.floor((y - HEAD_PIXELS + scrolled.peek()) / ROW_PIXELS)];
            if (row !== undefined) look.select({ packet: '', stream: String(row.stream) });
        },
    });
    return (
        <div class="split stream-split">
            <StreamGrid
                look={look}
                streams={streams}
                scroller={scroller}
                onScrolled={(top) => (scrolled.value = top)}
                onStep={onStep}
            />
            <Canvas
                label="Streams over time; the table beside it has their sums"
                box={box}
                paint={(surface) => {
                    const scale: Scale = {
                        ...timeline.shown.value,
                        start: START_PIXELS,
                        end: surface.width - AFTER_PIXELS,
                    };
                    void streams.inSight.value;
                    paintWaterfall(surface, scale, streams, scrolled.value, look);
                }}
            />
        </div>
    );
}

function Which({ streams, group }: { streams: Model; group: string }) {
    return (
        <div class="choice" role="radiogroup" aria-label="Which streams">
            {(['requests', 'all'] as const).map((which) => (
                <label key={which} class="check">
                    <input
                        type="radio"
                        name={group}
                        checked={streams.which.value === which}
                        onChange={() => (streams.which.value = which)}
                    />
                    {which === 'all' ? 'All streams' : 'Those of requests'}
                </label>
            ))}
        </div>
    );
}

function Legend() {
    return (
        <span class="part-keys">
            {Object.entries(PARTS).map(([kind, { name, colour, pattern }]) => (
                <span key={kind} class="range-key">
                    <i style={{ background: `var(--${colour})` }}>
                        {pattern !== 'plain' && (
                            <img src={picture(pattern, colours()['verdict-stroke'])} alt="" width="12" height="10" />
                        )}
                    </i>
                    {name}
                </span>
            ))}
        </span>
    );
}
