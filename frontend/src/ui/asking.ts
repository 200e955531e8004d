import { signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { type ApiError, asApiError, isAbort } from '../api';

/** How many questions nobody has a complete answer to yet. */
export const open = signal(0);

const AGAIN_MILLIS = 30;
const HIDDEN_MILLIS = 500;

export interface Asked<T> {
    /** The last answer, which may be to the question before. */
    value: T | undefined;
    /** Whether the answer is to the present question, though perhaps not complete. */
    present: boolean;
    error: ApiError | undefined;
    again: () => void;
}

/**
 * Asks until the answer is complete, and from then on every so often while the page is seen. The old answer stays until
 * the new one is here; another `question` cancels what is under way, and none (undefined) asks nothing.
 */
export function useAsking<T extends { complete: boolean }>(
    question: string | undefined,
    ask: (signal: AbortSignal) => Promise<T>,
    everyMillis = 0,
): Asked<T> {
    const [state, setState] = useState<{ question?: string; value?: T; error?: ApiError }>({});
    const [turn, setTurn] = useState(0);
    useEffect(() => {
        if (question === undefined) return undefined;
        const stop = new AbortController();
        const counted = new Counted();
        void goOn(ask, stop.signal, everyMillis, {
            answered: (value) => {
                if (value.complete) counted.close();
                setState({ question, value });
            },
            failed: (error) => {
                counted.close();
                setState((old) => ({ ...old, question, error }));
            },
        });
        return () => {
            stop.abort();
            counted.close();
        };
    }, [question, everyMillis, turn]);
    return {
        value: state.value,
        present: state.question === question,
        error: state.question === question ? state.error : undefined,
        again: () => setTurn((old) => old + 1),
    };
}

/** One open question, until it is closed. */
class Counted {
    private counts = true;

    constructor() {
        open.value++;
    }

    close(): void {
        if (this.counts) open.value--;
        this.counts = false;
    }
}

interface Told<T> {
    answered: (value: T) => void;
    failed: (error: ApiError) => void;
}

async function goOn<T extends { complete: boolean }>(
    ask: (signal: AbortSignal) => Promise<T>,
    stop: AbortSignal,
    everyMillis: number,
    told: Told<T>,
): Promise<void> {
    while (!stop.aborted) {
        let wait = everyMillis;
        try {
            if (document.hidden) wait = HIDDEN_MILLIS;
            else {
                const value = await ask(stop);
                if (stop.aborted) return;
                told.answered(value);
                if (!value.complete) wait = AGAIN_MILLIS;
            }
        } catch (reason) {
            if (isAbort(reason) || stop.aborted) return;
            told.failed(asApiError(reason));
        }
        if (wait === 0) return;
        await new Promise((done) => setTimeout(done, wait));
    }
}
