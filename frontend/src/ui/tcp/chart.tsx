import { useMemo, useRef, useState } from 'preact/hooks';
import { Canvas } from '../canvas';
import { lengthOf, nanosOf, padded, type Span } from '../timeaxis';
import { type Bar, barAt, barsOf } from './bars';
import { heightOf, lineAt, requestsTop, scaleOf } from './geometry';
import { paintChart } from './paintchart';
import { Reading } from './reading';
import type { TcpSteps } from './steps';
import { StepTable } from './table';
import './chart.css';

interface ChartProps {
    of: TcpSteps;
    /** When the connection was there, as far as is known. */
    life: Span;
    requests: readonly Bar[];
    /** A request was pointed at. */
    onPick: (key: string) => void;
}

const LABEL =
    'Bytes a second each way, round trip, what was sent again, and the requests beneath. ' +
    'The table below has the same as text; the arrow keys read it';

/** A TCP connection over its life, its requests beneath on the same time, and the same as a table. */
export function TcpChart({ of, life, requests, onPick }: ChartProps) {
    const box = useRef<HTMLDivElement>(null);
    const [at, setAt] = useState<number>();
    const [over, setOver] = useState<string>();
    const bars = useMemo(() => barsOf(requests, life.to), [requests, life.to]);
    const span = useMemo(() => padded(life, 0.01), [life.from, life.to]);
    const place = (event: PointerEvent | MouseEvent) => {
        const { left, top, width } =
            event.currentTarget instanceof Element
                ? event.currentTarget.getBoundingClientRect()
                : { left: 0, top: 0, width: 1 };
        const scale = scaleOf(width, span);
        const moment = nanosOf(scale, event.clientX - left);
        const y = event.clientY - top;
        const room = (lengthOf(scale) / (scale.end - scale.start)) * 4;
        const bar = y < requestsTop ? undefined : barAt(bars, lineAt(y), moment, room);
        return { moment: Math.max(life.from, Math.min(life.to, moment)), bar };
    };
    const step = (by: number) => {
        const ends = of.steps.map(({ to }) => to);
        const now = at === undefined ? (by > 0 ? -1 : ends.length) : ends.findIndex((end) => end >= at);
        const next = ends[Math.max(0, Math.min(ends.length - 1, now + by))];
        if (next !== undefined) setAt(next);
    };
    return (
        <figure class="tcp-figure" aria-label="The TCP connection over time">
            <div
                class={over === undefined ? 'tcp-canvas' : 'tcp-canvas pointed'}
                style={{ height: `${heightOf(bars.lines)}px` }}
                onPointerMove={(event) => {
                    const { moment, bar } = place(event);
                    setAt(moment);
                    setOver(bar?.key);
                }}
                onPointerLeave={() => {
                    setAt(undefined);
                    setOver(undefined);
                }}
                onClick={(event) => {
                    const { bar } = place(event);
                    if (bar !== undefined) onPick(bar.key);
                }}
                onKeyDown={(event) => {
                    if (event.key === 'ArrowRight') step(1);
                    else if (event.key === 'ArrowLeft') step(-1);
                    else return;
                    event.preventDefault();
                    event.stopPropagation();
                }}>
                <Canvas
                    box={box}
                    label={LABEL}
                    paint={(surface) => paintChart(surface, { of, span, bars, at, over })}
                />
            </div>
            <Reading of={of} at={at} bar={bars.bars.find(({ key }) => key === over)} begin={life.from} />
            <StepTable of={of} begin={life.from} at={at} onStep={setAt} />
        </figure>
    );
}
