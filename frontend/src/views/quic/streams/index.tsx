import { signal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { Canvas } from '../../../ui/canvas';
import { colours } from '../../../ui/colours';
import { useGestures } from '../../../ui/gestures';
import { Note, Problem } from '../../../ui/message';
import { nanosOf, type Scale } from '../../../ui/timeaxis';
import { picture } from '../congestion/patterns';
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
export function Streams({ look }: PanelProps) {
    const box = useRef<HTMLDivElement>(null);
    const scroller = useRef<HTMLDivElement>(null);
    const streams = useMemo(() => new Model(look), [look]);
    const scrolled = useMemo(() => signal(0), []);
    const { timeline } = look;
    useEffect(() => () => streams.close(), [streams]);
    const step = (by: number) => {
        const rows = streams.rows.value;
        const at = rows.findIndex((row) => String(row.stream) === look.stream.value);
        const row = rows[Math.max(0, Math.min(rows.length - 1, at + by))];
        if (row !== undefined) look.select({ packet: '', stream: String(row.stream) });
    };
    useEffect(() => {
        look.step = step;
        return () => {
            look.step = () => undefined;
        };
    });
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
    const error = streams.error.value;
    if (error !== undefined) return <Problem error={error} retry={() => void streams.read()} />;
    if (streams.all.value === undefined) return <Note title="Reading the streams …" />;
    const stream = look.stream.value;
    return (
        <>
            <div class="toolbar plot-bar">
                <Which streams={streams} />
                <span class="quic-room" />
                <Legend />
            </div>
            <MuxLane look={look} streams={streams} before={START_PIXELS} />
            <div class="split stream-split">
                <StreamGrid
                    look={look}
                    streams={streams}
                    scroller={scroller}
                    onScrolled={(top) => (scrolled.value = top)}
                    onStep={step}
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
            {stream !== '' && <Ranges key={stream} look={look} stream={stream} />}
        </>
    );
}

function Which({ streams }: { streams: Model }) {
    return (
        <div class="choice" role="radiogroup" aria-label="Which streams">
            {(['requests', 'all'] as const).map((which) => (
                <label key={which} class="check">
                    <input
                        type="radio"
                        name="which-streams"
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
