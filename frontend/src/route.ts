import { signal } from '@preact/signals';
import { type ConnectionsRoute, formatConnections, parseConnections } from './route/connections';
import { formatQuic, parseQuic, type QuicRoute } from './route/quic';
import { formatPick, parsePick, type PickRoute } from './route/pick';
import { formatProbes, parseProbes, type ProbesRoute } from './route/probes';
import { formatRequests, parseRequests, type RequestsRoute } from './route/requests';
import { formatSql, parseSql, type SqlRoute } from './route/sql';
import { formatStatistics, parseStatistics, type StatisticsRoute } from './route/statistics';
import { formatTimeline, parseTimeline, type TimelineRoute } from './route/timeline';

export * from './route/connections';
export * from './route/pick';
export * from './route/probes';
export * from './route/statistics';
export {
    type Order,
    PANEL_TABS,
    type PanelTab,
    type RequestChoice,
    requestsOf,
    type RequestsRoute,
    type TimeRange,
} from './route/requests';
export { connectionOf, timelineOf, type TimelineRoute, waterfallOf } from './route/timeline';
export { type ChartChoice, type ChartMark, questionWords, sqlOf, type SqlRoute, type SqlShow } from './route/sql';
export { type Align, ALIGNS, QUIC_PANELS, type QuicPanel, quicOf, type QuicRoute } from './route/quic';

/** Every state of the page is a URL: these are all there are. */
export type Route =
    | { view: 'home' }
    | { view: 'attach'; pid: number }
    | PickRoute
    | { view: 'links' }
    | SqlRoute
    | { view: 'schema' }
    | RequestsRoute
    | TimelineRoute
    | ConnectionsRoute
    | QuicRoute
    | StatisticsRoute
    | ProbesRoute
    | { view: 'unknown'; path: string };

export function parse(path: string, search: string): Route {
    const query = new URLSearchParams(search);
    const parts = path.split('/').filter((part) => part !== '');
    if (parts.length === 0) return { view: 'home' };
    if (parts.length === 1 && parts[0] === 'trace') return parsePick(query);
    if (parts.length === 1 && parts[0] === 'links') return { view: 'links' };
    if (parts.length === 1 && parts[0] === 'sql') return parseSql(query);
    if (parts.length === 2 && parts[0] === 'sql' && parts[1] === 'schema') return { view: 'schema' };
    const pid = Number(query.get('pid'));
    if (parts.length === 1 && parts[0] === 'attach' && Number.isInteger(pid) && pid > 0) return { view: 'attach', pid };
    const id = parts[1] === undefined ? undefined : decoded(parts[1]);
    if (parts[0] === 'sessions' && id !== undefined) {
        if (parts.length === 2) return parseRequests(id, query);
        if (parts.length === 3 && parts[2] === 'connections') return parseConnections(id, query);
        if (parts.length === 3 && parts[2] === 'timeline') return parseTimeline(id, query);
        if (parts.length === 3 && parts[2] === 'quic') return parseQuic(id, query);
        if (parts.length === 3 && parts[2] === 'statistics') return parseStatistics(id, query);
        if (parts.length === 3 && parts[2] === 'probes') return parseProbes(id, query);
    }
    return { view: 'unknown', path };
}

function decoded(part: string): string | undefined {
    try {
        return decodeURIComponent(part);
    } catch {
        return undefined;
    }
}

/** The shortest URL of a route: what is as usual is left out. */
export function format(route: Route): string {
    switch (route.view) {
        case 'home':
            return '/';
        case 'links':
            return '/links';
        case 'pick':
            return `/trace${formatPick(route)}`;
        case 'sql':
            return `/sql${formatSql(route)}`;
        case 'schema':
            return '/sql/schema';
        case 'attach':
            return `/attach?pid=${route.pid}`;
        case 'requests':
            return `/sessions/${encodeURIComponent(route.id)}${formatRequests(route)}`;
        case 'timeline':
            return `/sessions/${encodeURIComponent(route.id)}/timeline${formatTimeline(route)}`;
        case 'connections':
            return `/sessions/${encodeURIComponent(route.id)}/connections${formatConnections(route)}`;
        case 'quic':
            return `/sessions/${encodeURIComponent(route.id)}/quic${formatQuic(route)}`;
        case 'statistics':
            return `/sessions/${encodeURIComponent(route.id)}/statistics${formatStatistics(route)}`;
        case 'probes':
            return `/sessions/${encodeURIComponent(route.id)}/probes${formatProbes(route)}`;
        case 'unknown':
            return route.path;
    }
}

export const route = signal<Route>({ view: 'home' });

/** Goes to a route; `replace` where the way back should not lead through where one is now. */
export function navigate(to: Route, how: 'push' | 'replace' = 'push'): void {
    const url = format(to);
    if (url !== location.pathname + location.search) {
        if (how === 'push') history.pushState(null, '', url);
        else history.replaceState(null, '', url);
    }
    route.value = to;
}

/** Takes over from the browser: its back and forward, and clicks on the page's own links. */
export function startRouting(): void {
    const read = () => {
        route.value = parse(location.pathname, location.search);
    };
    window.addEventListener('popstate', read);
    document.addEventListener('click', (click) => {
        const link = click.target instanceof Element ? click.target.closest('a') : null;
        if (link === null || link.target !== '' || link.origin !== location.origin || click.button !== 0) return;
        if (click.defaultPrevented || click.ctrlKey || click.metaKey || click.shiftKey || click.altKey) return;
        if (link.pathname.startsWith('/api/') || link.pathname.startsWith('/l/')) return;
        click.preventDefault();
        navigate(parse(link.pathname, link.search));
    });
    read();
}
