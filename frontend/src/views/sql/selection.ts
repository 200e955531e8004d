import type { SqlAnswer } from '../../api';
import { identitiesOf, sessionOfRow } from './identity';

/** The requests of an answer as a search of one session: as many as a search can say. */
export interface Selection {
    session: string;
    q: string;
    /** How many requests or connections it names, and how many there are. */
    named: number;
    all: number;
    what: 'requests' | 'connections';
}

/** A search may have 10,000 characters. */
const MOST_LETTERS = 9_000;

/** One search for each session, for the rows in the order in which they are shown. */
export function selections(
    { columns, rows }: Pick<SqlAnswer, 'columns' | 'rows'>,
    order: readonly number[],
    asked: readonly string[],
): Selection[] {
    const at = identitiesOf(columns);
    if (at.conn < 0) return [];
    const sessions = new Map<string, Map<string, Set<string>>>();
    for (const index of order) {
        const row = rows[index] ?? [];
        const session = sessionOfRow(at, row, asked);
        const [conn, req] = [digits(row[at.conn]), digits(row[at.req])];
        if (session === '' || conn === '' || (at.req >= 0 && req === '')) continue;
        const connections = sessions.get(session) ?? new Map<string, Set<string>>();
        sessions.set(session, connections);
        connections.set(conn, (connections.get(conn) ?? new Set()).add(req));
    }
    const what = at.req < 0 ? 'connections' : 'requests';
    return [...sessions].map(([session, connections]) => ({ session, what, ...worded(connections) }));
}

const digits = (value: unknown): string => (/^\d+$/.test(String(value)) ? String(value) : '');

function worded(connections: ReadonlyMap<string, ReadonlySet<string>>): { q: string; named: number; all: number } {
    let q = '';
    let named = 0;
    let all = 0;
    let full = false;
    for (const [conn, requests] of connections) {
        all += requests.size;
        const taken: string[] = full ? [] : fitting(conn, [...requests], MOST_LETTERS - q.length);
        full ||= taken.length < requests.size;
        if (taken.length === 0) continue;
        named += taken.length;
        q += (q === '' ? '' : ' or ') + condition(conn, taken);
    }
    return { q, named, all };
}

function condition(conn: string, requests: readonly string[]): string {
    const of = `conn = ${conn}`;
    if (requests[0] === '') return of;
    const each = requests.map((req) => `req = ${req}`).join(' or ');
    return `(${of} and ${requests.length === 1 ? each : `(${each})`})`;
}

/** The first of them whose condition is no longer than that. */
function fitting(conn: string, requests: readonly string[], room: number): string[] {
    const taken: string[] = [];
    let length = condition(conn, ['']).length + 16;
    for (const req of requests) {
        length += req.length + 10;
        if (length > room) break;
        taken.push(req);
    }
    return taken;
}
