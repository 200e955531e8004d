import { useCallback, useEffect, useState } from 'preact/hooks';
import { type ApiError, asApiError, isAbort } from '../api';

export interface Loaded<T> {
    value: T | undefined;
    error: ApiError | undefined;
    again: () => void;
}

/** Loads, and again each `everyMillis` while the page is seen; what was loaded stays while the next is on its way. */
export function useLoad<T>(load: (signal: AbortSignal) => Promise<T>, on: unknown[], everyMillis = 0): Loaded<T> {
    const [value, setValue] = useState<T>();
    const [error, setError] = useState<ApiError>();
    const [turn, setTurn] = useState(0);
    useEffect(() => {
        const stop = new AbortController();
        let timer: ReturnType<typeof setTimeout> | undefined;
        const run = async () => {
            try {
                if (!document.hidden) setValue(await load(stop.signal));
                setError(undefined);
            } catch (reason) {
                if (isAbort(reason)) return;
                setError(asApiError(reason));
            }
            if (everyMillis > 0 && !stop.signal.aborted) timer = setTimeout(() => void run(), everyMillis);
        };
        void run();
        return () => {
            stop.abort();
            clearTimeout(timer);
        };
    }, [...on, turn, everyMillis]);
    return { value, error, again: useCallback(() => setTurn((old) => old + 1), []) };
}
