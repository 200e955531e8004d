import type { Gesture } from './commands';
import { useCommands } from './keys';
import type { Timeline } from './timeline';

const STEP = 0.15;
const CLOSER = 0.7;

/** What the pointer does on a timeline, for the page of help. */
const GESTURES: readonly Gesture[] = [
    ['wheel', 'closer and farther at the pointer'],
    ['drag', 'earlier and later'],
    ['shift drag', 'measure and select a stretch'],
];

interface More {
    next: () => void;
    previous: () => void;
    escape: () => void;
}

/** The keys of a timeline, wherever the focus is; the arrows only where they scroll nothing. */
export function useTimeKeys(timeline: Timeline, { next, previous, escape }: More): void {
    const arrow = (act: () => void) => (event?: KeyboardEvent) => {
        const target = event?.target;
        if (event === undefined || target === document.body) return act();
        return target instanceof Element && target.matches('.canvas-box') ? act() : false;
    };
    const closer = () => timeline.zoom(CLOSER);
    const farther = () => timeline.zoom(1 / CLOSER);
    const earlier = () => timeline.pan(-STEP);
    const later = () => timeline.pan(STEP);
    useCommands(
        'Time',
        [
            { name: 'Closer', keys: ['w', '+', '='], run: closer },
            { name: 'Farther', keys: ['s', '-'], run: farther },
            { name: 'Earlier', keys: ['a'], run: earlier },
            { name: 'Later', keys: ['d'], run: later },
            { name: 'All of the time', keys: ['f'], run: () => timeline.fit() },
            { name: 'Next', keys: ['.'], run: next },
            { name: 'Previous', keys: [','], run: previous },
            { name: 'Let go of the selection', keys: ['Escape'], run: escape },
            { name: 'Earlier, with a diagram focused', keys: ['ArrowLeft'], run: arrow(earlier), listed: false },
            { name: 'Later, with a diagram focused', keys: ['ArrowRight'], run: arrow(later), listed: false },
            { name: 'Closer, with a diagram focused', keys: ['ArrowUp'], run: arrow(closer), listed: false },
            { name: 'Farther, with a diagram focused', keys: ['ArrowDown'], run: arrow(farther), listed: false },
        ],
        { gestures: GESTURES },
    );
}
