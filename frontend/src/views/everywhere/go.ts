import { type Route, navigate, requestsOf, sqlOf, statisticsOf, timelineOf } from '../../route';
import type { Command } from '../../ui/commands';

/** The session a route is in, or "". */
export const sessionOf = (now: Route): string => ('id' in now ? now.id : '');

/** Its search, which goes along from view to view. */
const searchOf = (now: Route): string => ('q' in now ? now.q : '');

/** The ways between the views: `g`, then the first letter. */
export function goes(now: Route): Command[] {
    const id = sessionOf(now);
    const inSession = () => id !== '';
    const to = (next: Route) => () => navigate(next);
    return [
        {
            name: 'Go to the requests',
            keys: ['g r'],
            when: inSession,
            run: to({ ...requestsOf(id, searchOf(now)), ...choiceOf(now) }),
        },
        {
            name: 'Go to the timeline',
            keys: ['g t'],
            when: inSession,
            run: to({ ...timelineOf(id, searchOf(now)), ...choiceOf(now) }),
        },
        {
            name: 'Go to the connections',
            keys: ['g c'],
            when: inSession,
            run: to({ view: 'connections', id, conn: connOf(now) }),
        },
        { name: 'Go to QUIC', keys: ['g q'], when: inSession, run: to(statisticsOf(id)) },
        { name: 'Go home: targets and sessions', keys: ['g h'], run: to({ view: 'home' }) },
        { name: 'Go to SQL', keys: ['g s'], run: to(sqlOf(id === '' ? [] : [id])) },
        { name: 'Go to the shared links', keys: ['g l'], run: to({ view: 'links' }) },
    ];
}

/** The open request goes along to a view that can show it, and so does the stretch of time. */
function choiceOf(now: Route) {
    if (now.view !== 'requests' && now.view !== 'timeline') return {};
    const { request, tab, compare, from, to } = now;
    return { request, tab, compare, from, to };
}

/** The connection one looks at, or whose request one looks at. */
function connOf(now: Route): string {
    if (now.view === 'quic' || now.view === 'connections') return now.conn;
    return 'request' in now ? (now.request?.split('/')[0] ?? '') : '';
}
