import { request, requests, type RequestRow } from '../../api';
import { offsetOf } from '../../ui/moment';
import { withCondition } from '../../ui/query';
import { failed } from '../../ui/toast';
import type { Look } from './look';

/** Requests that began at one moment are told apart by their numbers: so many of them at most. */
const PAGE = 50;
const keyOf = ({ conn, req }: RequestRow): string => `${conn}/${req}`;

/** The one after (or before) `key` of rows in the order one steps through them; the first where it is not among them. */
export function beyond(rows: readonly RequestRow[], key: string): RequestRow | undefined {
    const at = rows.findIndex((row) => keyOf(row) === key);
    return rows[at + 1];
}

let under: AbortController | undefined;
/** When the request began that one stepped to last. */
let latest = { key: '', at: '' };

async function beganAt(look: Look, key: string, stop: AbortSignal): Promise<string> {
    if (latest.key === key) return latest.at;
    const [conn = 0, req = 0] = key.split('/').map(Number);
    return (await request(look.session, conn, req, stop)).at;
}

/** Selects the next or previous request of the selected lane, and brings it into sight: exactly, however coarse the diagram is. */
export async function stepTo(look: Look, by: 1 | -1): Promise<void> {
    const route = look.route.peek();
    const condition = look.lanes.head(route.lane)?.condition ?? '';
    const q = condition === '' ? route.q : withCondition(route.q, condition);
    under?.abort();
    const mine = (under = new AbortController());
    try {
        const edge = look.clock(look.timeline.shown.peek())[by === 1 ? 'from' : 'to'];
        const from = route.request === '' ? edge : await beganAt(look, route.request, mine.signal);
        const of = by === 1 ? { order: 'oldest', from } : { order: 'newest', to: from };
        const { rows } = await requests(look.session, { q, ...of, limit: PAGE }, mine.signal);
        const next = beyond(rows, route.request);
        if (next === undefined || mine.signal.aborted) return;
        latest = { key: keyOf(next), at: next.at };
        look.timeline.reveal(offsetOf(look.origin, next.at));
        look.go({ request: keyOf(next) }, route.request === '' ? 'push' : 'replace');
    } catch (reason) {
        if (!mine.signal.aborted) failed(reason);
    }
}
