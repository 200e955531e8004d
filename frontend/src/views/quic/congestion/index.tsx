import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Canvas } from '../../../ui/canvas';
import { useGestures } from '../../../ui/gestures';
import { Problem } from '../../../ui/message';
import { nanosOf, type Scale } from '../../../ui/timeaxis';
import { AFTER_PIXELS, BEFORE_PIXELS } from '../overview';
import type { PanelProps } from '../panels';
import { STRIP_PIXELS } from './geometry';
import { Heads } from './heads';
import { MarkNote } from './marknote';
import { paintCongestion } from './paint';
import type { Perspective } from './lines';
import { Plot } from './plot';
import { Ruler } from './ruler';
import { nameOf } from '../names';
import { packetNear } from './strip';
import { BucketTable } from './table';
import './congestion.css';

/** What a connection sent and lost, what its congestion control let it send, and the round trips, over one another in time. */
export function Congestion({ look, second = false }: PanelProps & { second?: boolean }) {
    const box = useRef<HTMLDivElement>(null);
    const { timeline } = look;
    const plot = useMemo(() => new Plot(look), [look]);
    const [table, setTable] = useState(false);
    useEffect(() => () => plot.close(), [plot]);
    useEffect(() => {
        if (second) return undefined;
        look.step = (by) => stepMark(look.moment.value ?? timeline.shown.value.from, by);
        return () => {
            look.step = () => undefined;
        };
    });
    const stepMark = (from: number, by: 1 | -1) => {
        const marks = by === 1 ? plot.marks.value : [...plot.marks.value].reverse();
        const next = marks.find((mark) => (mark.offsetNanos - from) * by > 0);
        if (next === undefined) return;
        look.moment.value = next.offsetNanos;
        timeline.reveal(next.offsetNanos);
    };
    useGestures(box, timeline, {
        along: 'x',
        wheel: 'zoom',
        before: BEFORE_PIXELS,
        after: AFTER_PIXELS,
        onPick: ({ x, y }) => {
            const width = box.current?.clientWidth ?? 0;
            const scale: Scale = { ...timeline.shown.peek(), start: BEFORE_PIXELS, end: width - AFTER_PIXELS };
            const packet = y < STRIP_PIXELS ? packetNear(plot.packets.peek() ?? [], scale, x, y) : undefined;
            if (packet !== undefined) look.select({ packet: nameOf(packet) });
            else look.moment.value = nanosOf(scale, x);
        },
    });
    const error = plot.readings.error.value ?? plot.packetPages.error.value;
    return (
        <>
            <div class="toolbar plot-bar">
                <Choice plot={plot} name={`perspective-${look.conn}`} />
                <Units plot={plot} name={`unit-${look.conn}`} />
                <span class="quic-room" />
                <label class="check">
                    <input
                        type="checkbox"
                        checked={table}
                        onChange={(event) => setTable(event.currentTarget.checked)}
                    />
                    Table
                </label>
            </div>
            {error !== undefined && <Problem error={error} retry={() => plot.readings.again()} />}
            <div class="split">
                <Canvas
                    label="Congestion over time. The table beside it says the same."
                    class={plot.readings.busy.value ? 'busy' : ''}
                    box={box}
                    paint={(surface) => paintCongestion(surface, look, plot)}>
                    <Heads look={look} plot={plot} />
                    <MarkNote look={look} plot={plot} />
                    <Ruler look={look} plot={plot} />
                </Canvas>
                {table && <BucketTable look={look} plot={plot} />}
            </div>
        </>
    );
}

const PERSPECTIVES: readonly (readonly [Perspective, string])[] = [
    ['rate', 'Rate'],
    ['cumulative', 'Sum since the beginning'],
];

function Choice({ plot, name: group }: { plot: Plot; name: string }) {
    return (
        <div class="choice" role="radiogroup" aria-label="Data as">
            {PERSPECTIVES.map(([id, name]) => (
                <label key={id} class="check">
                    <input
                        type="radio"
                        name={group}
                        checked={plot.perspective.value === id}
                        onChange={() => (plot.perspective.value = id)}
                    />
                    {name}
                </label>
            ))}
        </div>
    );
}

function Units({ plot, name: group }: { plot: Plot; name: string }) {
    return (
        <div class="choice" role="radiogroup" aria-label="Data in">
            <span class="quiet">in</span>
            {(['bytes', 'packets'] as const).map((unit) => (
                <label key={unit} class="check">
                    <input
                        type="radio"
                        name={group}
                        checked={plot.unit.value === unit}
                        onChange={() => (plot.unit.value = unit)}
                    />
                    {unit}
                </label>
            ))}
        </div>
    );
}
