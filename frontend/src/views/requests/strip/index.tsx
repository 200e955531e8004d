import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Canvas } from '../../../ui/canvas';
import { Problem } from '../../../ui/message';
import { pixelOf } from '../../../ui/timeaxis';
import type { RequestsRoute } from '../../../route';
import { whole } from '../differences/against';
import { frameOf, type Point } from './frame';
import { Hands } from './hands';
import { Legend } from './legend';
import { durationConditions, type Selection, widened, withDurations, yOf } from './model';
import { paintStrip } from './paint';
import { selected, told, toldAt } from './say';
import { StripTable } from './table';
import { rangeOf, shownSpan, type StripNow } from './use';
import '../../../ui/status.css';
import './strip.css';

interface StripProps {
    route: RequestsRoute;
    now: StripNow;
    go: (part: Partial<RequestsRoute>, how?: 'replace') => void;
    /** What is different about the requests of a query? */
    onCompare: (against: string) => void;
}

const NEAR_PIXELS = 8;
const LABEL =
    'Requests and their durations over time. Arrows move, shift and arrows select, Enter narrows to it, d says what is ' +
    'different about it, minus zooms out, 0 shows all. The same as a table: the button before this.';

/** Requests and their durations over time; what is drawn in it narrows the list, with shift it asks what is different. */
export function Strip({ route, now, go, onCompare }: StripProps) {
    const box = useRef<HTMLDivElement>(null);
    const hands = useMemo(() => new Hands(), []);
    const [table, setTable] = useState(false);
    const overview = now.overview.value;
    const cells = route.latency === 'heat';
    const points = cells ? undefined : now.scatter.value;
    const shown = overview && shownSpan(route, overview);
    const narrow = ({ time, duration }: Selection) => {
        if (overview === undefined) return;
        const q = duration === undefined ? route.q : withDurations(route.q, duration);
        go({ q, ...rangeOf(overview.origin, time), request: '' });
    };
    const wider = () => {
        if (overview === undefined || shown === undefined || (route.from === '' && route.to === '')) return;
        const next = widened(shown, overview.extent);
        go(next === undefined ? { from: '', to: '' } : rangeOf(overview.origin, next));
    };
    const pick = (at: Point) => {
        if (points === undefined || overview === undefined || shown === undefined || box.current === null) return;
        const { scale, log } = frameOf(overview, shown, box.current.clientWidth, box.current.clientHeight);
        const far = points.request.map((_, i) =>
            Math.hypot(
                pixelOf(scale, points.offsetNanos[i] ?? 0) - at.x,
                yOf(log, points.durationNanos[i] ?? 0) - at.y,
            ),
        );
        const nearest = far.indexOf(Math.min(...far));
        const request = points.request[nearest];
        if (request !== undefined && (far[nearest] ?? Infinity) <= NEAR_PIXELS) go({ request });
    };
    const compare = ({ time, duration }: Selection) => {
        if (overview === undefined) return;
        const conditions = duration === undefined ? [] : durationConditions(duration);
        onCompare(whole({ q: conditions.join(' and '), ...rangeOf(overview.origin, time) }));
    };
    hands.done = { narrow, compare, pick, wider, whole: () => go({ from: '', to: '' }) };
    usePointer(box, hands, overview !== undefined && !table);
    return (
        <section class="strip" aria-label="Over time">
            <Legend
                route={route}
                overview={overview}
                go={go}
                table={table}
                onTable={() => setTable(!table)}
                onWider={wider}
            />
            {overview === undefined || shown === undefined ? (
                <div class="strip-body">
                    {now.overview.error !== undefined && now.overview.error.position === undefined && (
                        <Problem error={now.overview.error} retry={now.overview.again} />
                    )}
                </div>
            ) : table ? (
                <StripTable overview={overview} stack={route.stack} onNarrow={narrow} />
            ) : (
                <div class={now.overview.present ? 'strip-body' : 'strip-body old'}>
                    <Canvas
                        box={box}
                        class="strip-canvas"
                        label={LABEL}
                        paint={(surface) => {
                            const frame = frameOf(overview, shown, surface.width, surface.height);
                            hands.drawn(overview, frame, cells);
                            paintStrip(surface, {
                                overview,
                                points,
                                stack: route.stack,
                                frame,
                                selection: hands.selection.value,
                                cursor: hands.at.value?.x,
                            });
                        }}>
                        <Readout {...{ box, hands, overview, shown, route }} />
                    </Canvas>
                </div>
            )}
        </section>
    );
}

interface ReadoutProps {
    box: { current: HTMLDivElement | null };
    hands: Hands;
    overview: NonNullable<StripNow['overview']['value']>;
    shown: { from: number; to: number };
    route: RequestsRoute;
}

/** The numbers of where the pointer or the keys are, beside them; told aloud where the keys are. */
function Readout({ box, hands, overview, shown, route }: ReadoutProps) {
    const at = hands.at.value;
    const selection = hands.selection.value;
    const width = box.current?.clientWidth ?? 0;
    const frame = frameOf(overview, shown, width, box.current?.clientHeight ?? 0);
    if (at === undefined || at.x < frame.scale.start || at.x > frame.scale.end)
        return <div role="status" class="unseen" />;
    const numbers = toldAt(overview, frame, route.stack, at, route.latency === 'heat');
    const chosen = selection && selected(overview.origin, selection);
    const side = at.x > width / 2 ? { right: `${width - at.x + 12}px` } : { left: `${at.x + 12}px` };
    return (
        <>
            <div class="strip-readout" style={side} aria-hidden="true">
                <strong>{chosen ?? numbers.head}</strong>
                {chosen === undefined && numbers.lines.map(({ text }) => <span key={text}>{text}</span>)}
                {chosen !== undefined && (
                    <span class="quiet">
                        {hands.keyed.value ? 'Enter narrows, d: what is different?' : 'Shift: what is different?'}
                    </span>
                )}
            </div>
            <div role="status" class="unseen">
                {hands.keyed.value ? (chosen ?? told(numbers)) : ''}
            </div>
        </>
    );
}

function usePointer(box: { current: HTMLDivElement | null }, hands: Hands, there: boolean): void {
    useEffect(() => {
        const element = box.current;
        if (element === null || !there) return undefined;
        const stop = new AbortController();
        const on = { signal: stop.signal };
        const point = (event: MouseEvent): Point => {
            const { left, top } = element.getBoundingClientRect();
            return { x: event.clientX - left, y: event.clientY - top };
        };
        element.addEventListener(
            'pointerdown',
            (event) => {
                if (event.button !== 0) return;
                element.setPointerCapture(event.pointerId);
                hands.pressed(point(event));
            },
            on,
        );
        element.addEventListener('pointermove', (event) => hands.moved(point(event)), on);
        element.addEventListener('pointerup', (event) => hands.released(point(event), event.shiftKey), on);
        element.addEventListener('pointercancel', () => hands.stop(), on);
        element.addEventListener('pointerleave', () => hands.left(), on);
        element.addEventListener('dblclick', () => hands.done?.wider(), on);
        element.addEventListener(
            'keydown',
            (event) => {
                if (event.ctrlKey || event.metaKey || event.altKey || !hands.key(event)) return;
                event.preventDefault();
                event.stopPropagation();
            },
            on,
        );
        return () => stop.abort();
    }, [hands, there]);
}
