import { useKeys } from './keys';
import type { Timeline } from './timeline';

const STEP = 0.15;
const CLOSER = 0.7;

/** What the keys of a timeline are, for a page of help. */
export const TIME_KEYS: readonly (readonly [string, string])[] = [
    ['W S', 'closer, farther'],
    ['A D', 'earlier, later'],
    ['← → ↑ ↓', 'the same, with a diagram focused'],
    ['+ −', 'closer, farther'],
    ['F', 'all of it'],
    ['. ,', 'next, previous'],
    ['Esc', 'let go of the selection'],
    ['wheel', 'closer and farther at the pointer'],
    ['drag', 'earlier and later'],
    ['shift drag', 'measure and select a stretch'],
    ['?', 'these keys'],
];

interface More {
    next: () => void;
    previous: () => void;
    escape: () => void;
}

/** The keys of a timeline, wherever the focus is; the arrows only where they scroll nothing. */
export function useTimeKeys(timeline: Timeline, { next, previous, escape }: More): void {
    const arrow = (act: () => void) => (event: KeyboardEvent) => {
        const target = event.target;
        if (target !== document.body && !(target instanceof Element && target.matches('.canvas-box'))) return false;
        return act();
    };
    useKeys({
        w: () => timeline.zoom(CLOSER),
        s: () => timeline.zoom(1 / CLOSER),
        a: () => timeline.pan(-STEP),
        d: () => timeline.pan(STEP),
        '+': () => timeline.zoom(CLOSER),
        '=': () => timeline.zoom(CLOSER),
        '-': () => timeline.zoom(1 / CLOSER),
        f: () => timeline.fit(),
        '.': next,
        ',': previous,
        Escape: escape,
        ArrowLeft: arrow(() => timeline.pan(-STEP)),
        ArrowRight: arrow(() => timeline.pan(STEP)),
        ArrowUp: arrow(() => timeline.zoom(CLOSER)),
        ArrowDown: arrow(() => timeline.zoom(1 / CLOSER)),
    });
}
