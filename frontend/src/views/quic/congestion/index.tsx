import { effect, untracked } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Series } from '../../../api';
import * as api from '../../../api/quic';
import { paintHatched, paintTimeAxis } from '../../../ui/axispaint';
import { Canvas, type Surface } from '../../../ui/canvas';
import { bytes, duration } from '../../../ui/format';
import { useGestures } from '../../../ui/gestures';
import { Problem } from '../../../ui/message';
import { lengthOf, pixelOf, type Scale } from '../../../ui/timeaxis';
import { unloaded, Windows } from '../../../ui/windows';
import { AFTER_PIXELS, BEFORE_PIXELS } from '../overview';
import type { PanelProps } from '../panels';
import { type Part, partsOf } from '../pieces';
import { columnsOf, type LaneName, LINES } from './lines';
import { type Heights, heightOf, paintBars, paintDots, paintSteps } from './steps';

const AXIS_PIXELS = 22;
const BUCKETS_A_WINDOW = 1024;
const LANES: readonly { name: LaneName; title: string; share: number; say: (value: number) => string }[] = [
    { name: 'data', title: 'Data', share: 0.3, say: bytes },
    { name: 'window', title: 'Window', share: 0.4, say: bytes },
    { name: 'rtt', title: 'RTT', share: 0.3, say: duration },
];

/** What a connection sent and lost, what its congestion control let it send, and the round trips, over one another in time. */
export function Congestion({ look }: PanelProps) {
    const box = useRef<HTMLDivElement>(null);
    const { timeline } = look;
    const windows = useMemo(
        () =>
            new Windows<Series>(({ window, ...span }, signal) => {
                const width = Math.max(16, Math.round((lengthOf(span) / window) * BUCKETS_A_WINDOW));
                return api.series(look.session, look.conn, { ...look.clock(span), width }, signal);
            }),
        [look],
    );
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
    useGestures(box, timeline, { along: 'x', wheel: 'zoom', before: BEFORE_PIXELS, after: AFTER_PIXELS });
    const paint = (surface: Surface) => {
        const shown = timeline.shown.value;
        const extent = timeline.extent.value;
        const overview = look.overview.value;
        const pieces = windows.pieces.value;
        const whole = overview === undefined ? undefined : { ...extent, value: overview };
        const scale: Scale = { ...shown, start: BEFORE_PIXELS, end: surface.width - AFTER_PIXELS };
        paintTimeAxis(surface, scale, 0, AXIS_PIXELS);
        const inside = { from: Math.max(shown.from, extent.from), to: Math.min(shown.to, extent.to) };
        paintLanes(surface, scale, partsOf(inside, pieces, whole));
        const missing = whole === undefined ? unloaded(inside, pieces) : [];
        paintHatched(surface, scale, missing, 0, surface.height - AXIS_PIXELS);
        paintCursor(surface, scale, timeline.cursor.value);
    };
    const error = windows.error.value;
    return (
        <>
            {error !== undefined && <Problem error={error} retry={() => windows.again()} />}
            <Canvas label="Congestion over time" paint={paint} box={box} />
        </>
    );
}

function paintLanes(surface: Surface, scale: Scale, parts: readonly Part[]): void {
    let top = 0;
    for (const lane of LANES) {
        const bottom = top + (surface.height - AXIS_PIXELS) * lane.share;
        const heights: Heights = { top: top + 22, bottom: bottom - 4, most: mostOf(lane.name, parts) * 1.05 };
        paintScale(surface, scale, heights, lane.title, lane.say);
        for (const part of parts) {
            for (const line of LINES) {
                const columns = line.lane === lane.name ? columnsOf(part.series, line) : undefined;
                if (columns === undefined) continue;
                surface.pen.fillStyle = surface.colours[line.colour];
                if (line.style === 'bars') paintBars(surface, scale, heights, part, columns, columns.sum, 2);
                else if (line.style === 'dots') paintDots(surface, scale, heights, part, columns, 3);
                else paintSteps(surface, scale, heights, part, columns, 1.5, line.style === 'dashes');
            }
        }
        top = bottom;
    }
}

function mostOf(lane: LaneName, parts: readonly Part[]): number {
    let most = 0;
    for (const { series } of parts) {
        for (const line of LINES) {
            const columns = line.lane === lane ? columnsOf(series, line) : undefined;
            const values = line.style === 'bars' ? columns?.sum : columns?.max;
            for (const value of values ?? []) most = Math.max(most, value);
        }
    }
    return most || 1;
}

function paintScale(
    { pen, colours }: Surface,
    scale: Scale,
    heights: Heights,
    title: string,
    say: (value: number) => string,
): void {
    pen.fillStyle = colours.line;
    pen.fillRect(scale.start, heights.bottom, scale.end - scale.start, 1);
    pen.textAlign = 'right';
    pen.textBaseline = 'middle';
    pen.fillStyle = colours['ink-3'];
    for (const share of [0, 0.5, 0.95]) {
        const value = heights.most * share;
        const y = heightOf(heights, value);
        pen.fillText(share === 0 ? '0' : say(Math.round(value)), scale.start - 8, y);
    }
    pen.textAlign = 'left';
    pen.fillStyle = colours['ink-2'];
    pen.fillText(title, scale.start + 4, heights.top - 10);
}

function paintCursor({ pen, height, colours }: Surface, scale: Scale, at: number | undefined): void {
    if (at === undefined) return;
    pen.fillStyle = colours['ink-3'];
    pen.fillRect(Math.round(pixelOf(scale, at)), 0, 1, height - AXIS_PIXELS);
}
