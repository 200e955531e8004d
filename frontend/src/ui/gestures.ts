import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { lengthOf, nanosOf, type Scale } from './timeaxis';
import type { Timeline } from './timeline';

export interface Point {
    x: number;
    y: number;
}

export interface Gestures {
    /** Whether time runs to the right or down. */
    along: 'x' | 'y';
    /** What the wheel alone does; with ctrl it does the other, and rather than scroll it zooms. */
    wheel: 'zoom' | 'pan' | 'scroll';
    /** Where the wheel scrolls: by that many pixels. */
    onScroll?: (by: number) => void;
    /** Pixels before the time's line begins, and after it ends. */
    before: number;
    after: number;
    /** Pressed and let go at one place. */
    onPick?: (at: Point, event: PointerEvent) => void;
    /** Where the pointer is; undefined once it has left. */
    onHover?: (at: Point | undefined) => void;
}

const MOVED_PIXELS = 4;
const NOTCH = 0.0015;

/** Wheel and drag on a canvas: zoom at the pointer, pan, and with shift held the area from press to release. */
export function useGestures(box: RefObject<HTMLElement>, timeline: Timeline, gestures: Gestures): void {
    const now = useRef(gestures);
    now.current = gestures;
    useEffect(() => {
        const element = box.current;
        if (element === null) return undefined;
        const hands = new Hands(element, timeline, now);
        const stop = new AbortController();
        const on = { signal: stop.signal };
        element.addEventListener('wheel', (event) => hands.turned(event), { ...on, passive: false });
        element.addEventListener('pointerdown', (event) => hands.pressed(event), on);
        element.addEventListener('pointermove', (event) => hands.moved(event), on);
        element.addEventListener('pointerup', (event) => hands.released(event), on);
        element.addEventListener('pointercancel', () => hands.left(), on);
        element.addEventListener('pointerleave', () => hands.left(), on);
        element.addEventListener('dblclick', (event) => timeline.zoom(0.25, hands.timeAt(event)), on);
        return () => stop.abort();
    }, [timeline]);
}

class Hands {
    private from: { at: Point; nanos: number; scale: Scale; selects: boolean; far: boolean } | undefined;

    constructor(
        private readonly element: HTMLElement,
        private readonly timeline: Timeline,
        private readonly gestures: { current: Gestures },
    ) {}

    timeAt(event: MouseEvent): number {
        return nanosOf(this.scale(), this.along(this.point(event)));
    }

    turned(event: WheelEvent): void {
        event.preventDefault();
        const { along, wheel } = this.gestures.current;
        const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 30 : 1;
        const sideways = event.shiftKey || (along === 'x' && Math.abs(event.deltaX) > Math.abs(event.deltaY));
        const delta = (Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : event.deltaY) * lines;
        if (wheel === 'scroll' && !sideways && !event.ctrlKey) {
            this.gestures.current.onScroll?.(delta);
            return;
        }
        const pans = sideways || (wheel === 'pan') !== (event.ctrlKey && wheel !== 'scroll');
        const scale = this.scale();
        if (pans) this.timeline.panBy((delta / (scale.end - scale.start)) * lengthOf(scale));
        else this.timeline.zoom(Math.exp(delta * NOTCH * (event.ctrlKey ? 4 : 1)), this.timeAt(event));
    }

    pressed(event: PointerEvent): void {
        if (
            event.button !== 0 ||
            (event.target instanceof Element && event.target.closest('button, a, input, .card') !== null)
        )
            return;
        this.element.setPointerCapture(event.pointerId);
        const at = this.point(event);
        this.from = { at, nanos: this.timeAt(event), scale: this.scale(), selects: event.shiftKey, far: false };
    }

    moved(event: PointerEvent): void {
        const at = this.point(event);
        const from = this.from;
        if (from === undefined) {
            this.timeline.cursor.value = nanosOf(this.scale(), this.along(at));
            this.gestures.current.onHover?.(at);
            return;
        }
        from.far ||= Math.hypot(at.x - from.at.x, at.y - from.at.y) > MOVED_PIXELS;
        if (!from.far) return;
        this.element.classList.add(from.selects ? 'selecting' : 'panning');
        // By the scale of the press: the moment that was taken stays under the pointer.
        const nanos = nanosOf(from.scale, this.along(at));
        if (from.selects) {
            this.timeline.area.value = { from: Math.min(from.nanos, nanos), to: Math.max(from.nanos, nanos) };
        } else {
            this.timeline.follow.value = false;
            const by = from.nanos - nanos;
            this.timeline.show({ from: from.scale.from + by, to: from.scale.to + by });
        }
    }

    released(event: PointerEvent): void {
        const from = this.from;
        this.from = undefined;
        this.element.classList.remove('selecting', 'panning');
        if (from === undefined || from.far) return;
        if (from.selects) this.timeline.area.value = undefined;
        this.gestures.current.onPick?.(from.at, event);
    }

    left(): void {
        this.from = undefined;
        this.element.classList.remove('selecting', 'panning');
        this.timeline.cursor.value = undefined;
        this.gestures.current.onHover?.(undefined);
    }

    private along({ x, y }: Point): number {
        return this.gestures.current.along === 'x' ? x : y;
    }

    private point(event: MouseEvent): Point {
        const { left, top } = this.element.getBoundingClientRect();
        return { x: event.clientX - left, y: event.clientY - top };
    }

    private scale(): Scale {
        const { along, before, after } = this.gestures.current;
        const size = along === 'x' ? this.element.clientWidth : this.element.clientHeight;
        return { ...this.timeline.shown.peek(), start: before, end: Math.max(before + 1, size - after) };
    }
}
