import { withCondition } from '../../../ui/query';
import type { RequestsRoute } from '../../../route';

type Asked = Pick<RequestsRoute, 'q' | 'from' | 'to' | 'against'>;

/** A query and its stretch of time as one query. */
export function whole({ q, from, to }: Pick<Asked, 'q' | 'from' | 'to'>): string {
    const bounds = [...(from === '' ? [] : [`time >= "${from}"`]), ...(to === '' ? [] : [`time < "${to}"`])];
    return bounds.reduce(withCondition, q.trim());
}

/**
 * Which requests are held against which. Where what is to be explained is the present query itself, the rest is all the
 * others of the session; a selection within it is held against the others of the query.
 */
export function held(route: Asked): { q: string; from: string; to: string; of: string } {
    const of = route.against;
    return of === whole(route) ? { q: '', from: '', to: '', of } : { q: route.q, from: route.from, to: route.to, of };
}

/** The next state: what is different about the present query stays about it when the query changes. */
export function followed<T extends Asked>(old: T, next: T): T {
    const follows = old.against !== '' && next.against === old.against && old.against === whole(old);
    return follows ? { ...next, against: whole(next) } : next;
}
