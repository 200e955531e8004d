import { useRef } from 'preact/hooks';
import { Canvas, type Paint, type Surface } from './canvas';
import { clamped, lengthOf, nanosOf, padded, pixelOf, type Scale, type Span } from './timeaxis';
import type { Timeline } from './timeline';
import './minimap.css';

const HANDLE_PIXELS = 6;

interface MinimapProps {
    timeline: Timeline;
    label: string;
    /** Paints all there is, before the window is drawn over it. */
    paint: (surface: Surface, scale: Scale) => void;
    before: number;
    after: number;
}

type Hold = 'from' | 'to' | 'window';

/** All of the time at once; what is shown of it is a window to drag, to widen at its edges, or to set by a press. */
export function Minimap({ timeline, label, paint, before, after }: MinimapProps) {
    const box = useRef<HTMLDivElement>(null);
    const held = useRef<{ hold: Hold; nanos: number; span: Span }>();
    const scaleOf = (width: number): Scale => ({
        ...padded(timeline.extent.value),
        start: before,
        end: Math.max(before + 1, width - after),
    });
    const painted: Paint = (surface) => {
        const scale = scaleOf(surface.width);
        paint(surface, scale);
        paintWindow(surface, scale, timeline.shown.value);
    };
    const pressed = (event: PointerEvent) => {
        const element = box.current;
        if (element === null || event.button !== 0) return;
        element.setPointerCapture(event.pointerId);
        const scale = scaleOf(element.clientWidth);
        const x = event.clientX - element.getBoundingClientRect().left;
        const hold = holdOf(scale, timeline.shown.peek(), x);
        const nanos = nanosOf(scale, x);
        timeline.follow.value = false;
        if (hold === undefined) centre(timeline, nanos);
        held.current = { hold: hold ?? 'window', nanos, span: timeline.shown.peek() };
    };
    const moved = (event: PointerEvent) => {
        const element = box.current;
        if (element === null) return;
        const scale = scaleOf(element.clientWidth);
        const x = event.clientX - element.getBoundingClientRect().left;
        if (held.current === undefined) {
            const hold = holdOf(scale, timeline.shown.peek(), x);
            element.style.cursor = hold === 'window' ? 'grab' : hold === undefined ? 'pointer' : 'ew-resize';
            return;
        }
        const { hold, nanos, span } = held.current;
        const by = nanosOf(scale, x) - nanos;
        if (hold === 'window') timeline.show({ from: span.from + by, to: span.to + by });
        else timeline.show(widened(span, hold, by));
    };
    const released = () => {
        held.current = undefined;
    };
    return (
        <div
            class="minimap"
            onPointerDown={pressed}
            onPointerMove={moved}
            onPointerUp={released}
            onPointerCancel={released}>
            <Canvas label={label} paint={painted} box={box} />
        </div>
    );
}

/** What of the window is under the pointer; a narrow one is moved, not widened. */
export function holdOf(scale: Scale, shown: Span, x: number): Hold | undefined {
    const from = pixelOf(scale, shown.from);
    const to = pixelOf(scale, shown.to);
    const reach = Math.min(HANDLE_PIXELS, (to - from) / 4);
    if (Math.abs(x - from) <= Math.max(reach, 2)) return 'from';
    if (Math.abs(x - to) <= Math.max(reach, 2)) return 'to';
    return x > from && x < to ? 'window' : undefined;
}

function widened(span: Span, edge: 'from' | 'to', by: number): Span {
    const moved = { ...span, [edge]: span[edge] + by };
    return moved.from < moved.to ? moved : { from: moved.to, to: moved.from };
}

function centre(timeline: Timeline, at: number): void {
    const half = lengthOf(timeline.shown.peek()) / 2;
    timeline.show(clamped({ from: at - half, to: at + half }, padded(timeline.extent.peek())));
}

function paintWindow({ pen, height, colours }: Surface, scale: Scale, shown: Span): void {
    const from = pixelOf(scale, shown.from);
    const to = Math.max(from + 3, pixelOf(scale, shown.to));
    pen.fillStyle = colours.ground;
    pen.globalAlpha = 0.72;
    pen.fillRect(scale.start, 0, from - scale.start, height);
    pen.fillRect(to, 0, scale.end - to, height);
    pen.globalAlpha = 1;
    pen.strokeStyle = colours.accent;
    pen.lineWidth = 1.5;
    pen.strokeRect(from + 0.75, 0.75, to - from - 1.5, height - 1.5);
    if (to - from < 5 * HANDLE_PIXELS) return;
    pen.fillStyle = colours.accent;
    pen.fillRect(from - 1, height / 2 - 8, 4, 16);
    pen.fillRect(to - 3, height / 2 - 8, 4, 16);
}
