import { useEffect, useRef, useState } from 'preact/hooks';
import { type ApiError, asApiError, isAbort, type Page } from '../api';

export interface Pages<T> {
    rows: readonly T[];
    phase: 'first' | 'more' | 'idle' | 'failed';
    error: ApiError | undefined;
    /** Whether there is more to read. */
    open: boolean;
    more: () => void;
    again: () => void;
}

interface State<T> {
    of: string;
    rows: T[];
    next: string | undefined;
    phase: Pages<T>['phase'];
    error: ApiError | undefined;
}

/** A list that is read page by page; `of` says what list it is, and another one begins anew. */
export function usePages<T>(
    of: string,
    load: (after: string | undefined, signal: AbortSignal) => Promise<Page<T>>,
): Pages<T> {
    const fresh: State<T> = { of, rows: [], next: undefined, phase: 'first', error: undefined };
    const [stored, setState] = useState(fresh);
    const [turn, setTurn] = useState(0);
    const stop = useRef<AbortController>();
    const state = stored.of === of ? stored : fresh;
    const read = async (rows: T[], after: string | undefined) => {
        const mine = (stop.current = new AbortController());
        try {
            const page = await load(after, mine.signal);
            setState({
                of,
                rows: [...rows, ...page.rows],
                next: page.next ?? undefined,
                phase: 'idle',
                error: undefined,
            });
        } catch (reason) {
            if (!isAbort(reason)) setState({ of, rows, next: after, phase: 'failed', error: asApiError(reason) });
        }
    };
    useEffect(() => {
        void read([], undefined);
        return () => stop.current?.abort();
    }, [of, turn]);
    return {
        rows: state.rows,
        phase: state.phase,
        error: state.error,
        open: state.next !== undefined,
        more: () => {
            if (state.phase !== 'idle' || state.next === undefined) return;
            setState({ ...state, phase: 'more' });
            void read(state.rows, state.next);
        },
        again: () => {
            setState(fresh);
            setTurn(turn + 1);
        },
    };
}
