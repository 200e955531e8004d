import { useEffect, useRef, useState } from 'preact/hooks';
import { completions } from '../api';
import { type Choices, NONE, narrowedBy, Recent } from './completing';
import { recentSearches } from './searches';

/** Keys that follow one another faster than this are asked about together. */
const TOGETHER_MILLIS = 60;
const KEPT_MILLIS = 15_000;
const SHOWN_HISTORY = 6;

const recent = new Recent<Choices>(200, KEPT_MILLIS);

export interface Completing {
    list: Choices;
    /** The item that Enter takes, or -1. */
    active: number;
    ask: (text: string, caret: number) => void;
    /** Offers what was searched before, where nothing is written yet, one of it taken; false where there is nothing. */
    offer: (taken?: number) => boolean;
    move: (by: number) => void;
    close: () => void;
}

/**
 * Completions of a query at its caret. A lone key is asked about at once; what the last answer tells is shown until the
 * next is here, and a stale answer never is.
 */
export function useCompletion(session: string): Completing {
    const [list, setList] = useState(NONE);
    const [active, setActive] = useState(-1);
    const shown = useRef({ list: NONE, text: '' });
    const stop = useRef<AbortController>();
    const timer = useRef<ReturnType<typeof setTimeout>>();
    const last = useRef(0);
    const show = (next: Choices, text: string) => {
        shown.current = { list: next, text };
        setList(next);
        setActive(-1);
    };
    const close = () => {
        clearTimeout(timer.current);
        stop.current?.abort();
        show(NONE, '');
    };
    const load = async (text: string, caret: number) => {
        const mine = (stop.current = new AbortController());
        try {
            const found = await completions(session, text, caret, mine.signal);
            recent.put(keyOf(session, text, caret), found);
            if (!mine.signal.aborted) show(found, text);
        } catch {
            // Without completions one can still write: what is wrong with the server, the list says.
            if (!mine.signal.aborted) show(NONE, '');
        }
    };
    useEffect(() => close, [session]);
    return {
        list,
        active,
        close,
        offer: (taken = -1) => {
            show(earlier(), '');
            setActive(taken);
            return recentSearches().length > 0;
        },
        ask: (text, caret) => {
            clearTimeout(timer.current);
            stop.current?.abort();
            const known = recent.get(keyOf(session, text, caret));
            if (known !== undefined) return show(known, text);
            const left = narrowedBy(shown.current.list, shown.current.text, text, caret);
            if (left !== undefined) show(left, text);
            const now = performance.now();
            const wait = now - last.current > TOGETHER_MILLIS * 2 ? 0 : TOGETHER_MILLIS;
            last.current = now;
            timer.current = setTimeout(() => void load(text, caret), wait);
        },
        move: (by) => {
            const count = list.items.length;
            // One place beyond either end is "none": what was written.
            if (count > 0) setActive(((active + 1 + by + count + 1) % (count + 1)) - 1);
        },
    };
}

const keyOf = (session: string, text: string, caret: number) => `${session} ${caret} ${text}`;

const earlier = (): Choices => ({
    from: 0,
    to: 0,
    items: recentSearches()
        .slice(0, SHOWN_HISTORY)
        .map((text) => ({ text, kind: 'history', detail: 'searched before' })),
});
