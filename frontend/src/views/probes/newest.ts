import { useEffect, useRef, useState } from 'preact/hooks';
import { type ApiError, asApiError, isAbort } from '../../api';
import { type EventsOf, type ProbeEvent, probeEvents } from '../../api/probes';

const LIMIT = 200;
const LIVE_MILLIS = 2000;
const MOST = 20_000;

interface State {
    of: string;
    rows: ProbeEvent[];
    next: string | undefined;
    scanned: number;
    error: ApiError | undefined;
    busy: boolean;
}

export interface Newest extends State {
    /** There are newer ones than the first. */
    newer: boolean;
    more: () => void;
    /** Shows what is newest now. */
    renew: () => void;
}

/** The newest events of a probe, page by page; while a session runs it renews them, or says that there are newer ones. */
export function useNewest(session: string, asked: EventsOf, running: boolean, atTop: () => boolean): Newest {
    const of = JSON.stringify([session, asked]);
    const fresh: State = { of, rows: [], next: '', scanned: 0, error: undefined, busy: true };
    const [stored, setState] = useState(fresh);
    const [newer, setNewer] = useState(false);
    const [turn, setTurn] = useState(0);
    const state = stored.of === of ? stored : fresh;
    const latest = useRef(state);
    latest.current = state;
    const read = async (rows: ProbeEvent[], after: string, signal?: AbortSignal) => {
        try {
            const page = await probeEvents(session, { ...asked, after, limit: LIMIT }, signal);
            const next = page.next ?? undefined;
            const scanned = page.scanned ?? 0;
            setState({ of, rows: [...rows, ...page.rows], next, scanned, error: undefined, busy: false });
        } catch (reason) {
            if (!isAbort(reason)) setState({ ...latest.current, of, error: asApiError(reason), busy: false });
        }
    };
    useEffect(() => {
        const stop = new AbortController();
        setNewer(false);
        void read([], '', stop.signal);
        return () => stop.abort();
    }, [of, turn]);
    useEffect(() => {
        if (!running) return undefined;
        const timer = setInterval(() => {
            if (document.hidden || latest.current.busy || latest.current.error !== undefined) return;
            if (atTop()) void read([], '');
            else setNewer(true);
        }, LIVE_MILLIS);
        return () => clearInterval(timer);
    }, [of, running]);
    return {
        ...state,
        newer,
        more: () => {
            if (state.busy || state.next === undefined || state.error !== undefined || state.rows.length >= MOST)
                return;
            setState({ ...state, busy: true });
            void read(state.rows, state.next);
        },
        renew: () => setTurn(turn + 1),
    };
}
