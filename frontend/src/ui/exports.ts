import type { ExportOf, ExportState } from '../api';
import { bytes, plural } from './format';

export interface Format {
    id: string;
    name: string;
    /** What it is good for. */
    what: string;
    /** It has connections whole, and of QUIC only. */
    quic?: boolean;
    /** It shows the list's own columns. */
    columns?: boolean;
    /** It keeps the list's order. */
    order?: boolean;
}

export const FORMATS: readonly Format[] = [
    {
        id: 'html',
        name: 'Web page',
        what: 'one file to read, search and sort without a network; at most 5,000 requests',
        order: true,
    },
    { id: 'har', name: 'HAR', what: 'opens in the network panel of a browser, and in HAR viewers', order: true },
    {
        id: 'csv',
        name: 'CSV',
        what: 'a line a request with the list’s columns, for spreadsheets',
        columns: true,
        order: true,
    },
    {
        id: 'session',
        name: 'Session file',
        what: 'the whole session with its notes and account, for another Hydroscope',
    },
    { id: 'jsonl', name: 'JSON lines', what: 'every event as it is stored; can be imported again' },
    { id: 'h2olog-text', name: 'h2olog text', what: 'what h2olog -H prints' },
    { id: 'h2olog', name: 'h2olog JSON', what: 'the lines of H2O’s own log, times in milliseconds' },
    { id: 'qlog-0.3', name: 'qlog 0.3', what: 'opens in qvis', quic: true },
    { id: 'qlog', name: 'qlog, present draft', what: 'JSON text sequence', quic: true },
    { id: 'qlog-json', name: 'qlog, present draft, one object', what: 'a trace for each connection', quic: true },
];

/** What a search has narrowed the session to. */
export interface Selection {
    q: string;
    from: string;
    to: string;
    order: string;
    columns: readonly string[];
}

export type Whom = 'selection' | 'session' | 'connection';

export const narrows = (selection: Selection | undefined): selection is Selection =>
    selection !== undefined && (selection.q !== '' || selection.from !== '' || selection.to !== '');

export interface Choice {
    whom: Whom;
    conn: number | undefined;
    selection: Selection | undefined;
}

/** What the server is asked for. */
export function wish(format: Format, { whom, conn, selection }: Choice, progress: string): ExportOf {
    const whole = format.id === 'session';
    const chosen = whom === 'selection' && !whole ? selection : undefined;
    const byTime = selection?.order === 'newest' || selection?.order === 'oldest';
    return {
        format: format.id,
        conn: whom === 'connection' && !whole ? conn : undefined,
        q: chosen?.q,
        from: chosen?.from,
        to: chosen?.to,
        columns: format.columns ? selection?.columns.join(',') : undefined,
        order: format.order && byTime ? selection?.order : undefined,
        progress,
    };
}

/** A line under the bar. */
export function told(state: ExportState): string {
    const written = `${plural(state.requests, 'request')}, ${bytes(state.bytes)}`;
    switch (state.state) {
        case 'running':
            return state.bytes === 0 ? 'Looking for the requests …' : `${written} written`;
        case 'done':
            return `Done: ${written}. The browser has the file among its downloads.`;
        case 'cancelled':
            return 'Cancelled. What the browser has of the file is not whole: delete it.';
        case 'failed':
            return 'The file is not whole.';
    }
}
