import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Span } from '../../../ui/timeaxis';
import type { Timeline } from '../../../ui/timeline';
import { placeOf, type View } from './layout';
import type { Scale } from './scale';

export interface Point {
    x: number;
    y: number;
}

/** What the pointer works on: the scale as it is drawn now. */
export interface Grip {
    scale: Scale;
    view: View;
}

export interface Hands {
    grip: () => Grip | undefined;
    onPick: (at: Point) => void;
    onHover: (at: Point | undefined) => void;
}

const MOVED_PIXELS = 4;
const NOTCH = 0.0015;

/** The window after its places were moved and stretched about one of them: what was there stays there. */
export function bent({ scale, view }: Grip, byPixels: number, factor: number, aboutY: number): Span {
    const about = placeOf(aboutY, view);
    const from = about + (view.fromPlace - about) * factor;
    const to = about + (view.toPlace - about) * factor;
    const by = (byPixels / view.height) * (view.toPlace - view.fromPlace);
    return { from: scale.nanos(from + by), to: scale.nanos(to + by) };
}

/** Wheel and drag where time runs down a scale that bends: pan with both, zoom with ctrl and the wheel. */
export function useHands(box: RefObject<HTMLElement>, timeline: Timeline, hands: Hands): void {
    const now = useRef(hands);
    now.current = hands;
    useEffect(() => {
        const element = box.current;
        if (element === null) return undefined;
        const on = { signal: new AbortController() };
        const listen = listeners(element, timeline, now);
        for (const [name, listener] of Object.entries(listen))
            element.addEventListener(name, listener as EventListener, { signal: on.signal.signal, passive: false });
        return () => on.signal.abort();
    }, [timeline]);
}

function listeners(element: HTMLElement, timeline: Timeline, now: { current: Hands }) {
    let from: { at: Point; grip: Grip; far: boolean } | undefined;
    const point = (event: MouseEvent): Point => {
        const { left, top } = element.getBoundingClientRect();
        return { x: event.clientX - left, y: event.clientY - top };
    };
    const left = () => {
        from = undefined;
        element.classList.remove('panning');
    };
    const move = (span: Span) => {
        timeline.follow.value = false;
        timeline.show(span);
    };
    return {
        wheel(event: WheelEvent) {
            const grip = now.current.grip();
            if (grip === undefined) return;
            event.preventDefault();
            const delta = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 30 : 1);
            if (event.ctrlKey) move(bent(grip, 0, Math.exp(delta * NOTCH * 2), point(event).y));
            else move(bent(grip, delta, 1, 0));
        },
        pointerdown(event: PointerEvent) {
            const grip = now.current.grip();
            const onControl = event.target instanceof Element && event.target.closest('button, a') !== null;
            if (event.button !== 0 || onControl || grip === undefined) return;
            element.setPointerCapture(event.pointerId);
            from = { at: point(event), grip, far: false };
        },
        pointermove(event: PointerEvent) {
            const at = point(event);
            const grip = now.current.grip();
            if (from === undefined) {
                timeline.cursor.value = grip === undefined ? undefined : grip.scale.nanos(placeOf(at.y, grip.view));
                now.current.onHover(at);
                return;
            }
            from.far ||= Math.hypot(at.x - from.at.x, at.y - from.at.y) > MOVED_PIXELS;
            if (!from.far) return;
            element.classList.add('panning');
            move(bent(from.grip, from.at.y - at.y, 1, 0));
        },
        pointerup() {
            const picked = from;
            left();
            if (picked !== undefined && !picked.far) now.current.onPick(picked.at);
        },
        pointercancel: left,
        pointerleave() {
            left();
            timeline.cursor.value = undefined;
            now.current.onHover(undefined);
        },
        dblclick(event: MouseEvent) {
            const grip = now.current.grip();
            if (grip !== undefined) move(bent(grip, 0, 0.25, point(event).y));
        },
    };
}
