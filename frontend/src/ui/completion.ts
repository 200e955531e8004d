import { useEffect, useRef, useState } from 'preact/hooks';
import { type Completions, completions } from '../api';

const DEBOUNCE_MILLIS = 60;
const NONE: Completions = { from: 0, to: 0, items: [] };

export interface Completing {
    list: Completions;
    /** The item that Enter takes, or -1. */
    active: number;
    ask: (text: string, caret: number) => void;
    move: (by: number) => void;
    close: () => void;
}

/** Completions of a query at its caret, asked for a moment after the last key; a stale answer is never shown. */
export function useCompletion(session: string): Completing {
    const [list, setList] = useState(NONE);
    const [active, setActive] = useState(-1);
    const stop = useRef<AbortController>();
    const timer = useRef<ReturnType<typeof setTimeout>>();
    const close = () => {
        clearTimeout(timer.current);
        stop.current?.abort();
        setList(NONE);
        setActive(-1);
    };
    const load = async (text: string, caret: number) => {
        const mine = (stop.current = new AbortController());
        try {
            const found = await completions(session, text, caret, mine.signal);
            if (mine.signal.aborted) return;
            setList(found);
            setActive(-1);
        } catch {
            // Without completions one can still write: what is wrong with the server, the list says.
            if (!mine.signal.aborted) setList(NONE);
        }
    };
    useEffect(() => close, [session]);
    return {
        list,
        active,
        close,
        ask: (text, caret) => {
            clearTimeout(timer.current);
            stop.current?.abort();
            timer.current = setTimeout(() => void load(text, caret), DEBOUNCE_MILLIS);
        },
        move: (by) => {
            const count = list.items.length;
            // One place beyond either end is "none": what was written.
            if (count > 0) setActive(((active + 1 + by + count + 1) % (count + 1)) - 1);
        },
    };
}
