import { matching, search } from './query';

export type PanelTab = 'headers' | 'timing' | 'connection' | 'events';
export const PANEL_TABS: readonly PanelTab[] = ['headers', 'timing', 'connection', 'events'];
export type GroupSort = 'requests' | 'errors' | 'p50' | 'p99' | 'slowest' | 'latest';
const SORTS: readonly GroupSort[] = ['requests', 'errors', 'p50', 'p99', 'slowest', 'latest'];
export type Order = 'newest' | 'oldest' | 'duration' | 'fastest';
const ORDERS: readonly Order[] = ['newest', 'oldest', 'duration', 'fastest'];

/** Which request's panel is open, wherever requests are shown. */
export interface RequestChoice {
    /** `CONN/REQ`, or "". */
    request: string;
    tab: PanelTab;
    /** `CONN/REQ` of another that is held against it, or "". */
    compare: string;
}

/** Between two moments, ISO 8601; "": no bound. */
export interface TimeRange {
    from: string;
    to: string;
}

export interface RequestsRoute extends RequestChoice, TimeRange {
    view: 'requests';
    id: string;
    q: string;
    /** What is marked in the list and narrows nothing: a query too. */
    highlight: string;
    order: Order;
    /** Columns beside the usual: `req.NAME`, `res.NAME`, `verdict.KIND`. */
    columns: readonly string[];
    /** Fields whose facets are open beside the usual. */
    facets: readonly string[];
    /** What rows are put together by: "" for none, `connection`, or a field. */
    group: string;
    /** By what the groups go. */
    sort: GroupSort;
    /** A query whose requests are held against the others of `q`, or "". */
    against: string;
    /** What the histogram is stacked by. */
    stack: 'status' | 'protocol';
    /** How durations over time are drawn: counted in cells, or each request a point. */
    latency: 'heat' | 'points';
}

export const requestsOf = (id: string, q = ''): RequestsRoute => ({
    view: 'requests',
    id,
    q,
    highlight: '',
    order: 'newest',
    from: '',
    to: '',
    columns: [],
    facets: [],
    group: '',
    sort: 'requests',
    against: '',
    stack: 'status',
    latency: 'heat',
    request: '',
    tab: 'headers',
    compare: '',
});

const REQUEST = /^\d+\/\d+$/;
export const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/;
const FIELD = /^[!#$%&'*+.^_`|~0-9A-Za-z:/-]+$/;

export function parseRequests(id: string, query: URLSearchParams): RequestsRoute {
    return {
        view: 'requests',
        id,
        q: query.get('q') ?? '',
        highlight: query.get('highlight') ?? '',
        order: ORDERS.find((order) => order === query.get('order')) ?? 'newest',
        ...parseRange(query),
        columns: list(query.get('columns')),
        facets: list(query.get('facets')),
        group: matching(query.get('group'), FIELD),
        sort: SORTS.find((sort) => sort === query.get('sort')) ?? 'requests',
        against: query.get('against') ?? '',
        stack: query.get('stack') === 'protocol' ? 'protocol' : 'status',
        latency: query.get('latency') === 'points' ? 'points' : 'heat',
        ...parseChoice(query),
    };
}

export function formatRequests(route: RequestsRoute): string {
    return search({
        q: route.q,
        highlight: route.highlight,
        order: route.order === 'newest' ? '' : route.order,
        from: route.from,
        to: route.to,
        columns: route.columns.join(','),
        facets: route.facets.join(','),
        group: route.group,
        sort: route.group === '' || route.sort === 'requests' ? '' : route.sort,
        against: route.against,
        stack: route.stack === 'status' ? '' : route.stack,
        latency: route.latency === 'heat' ? '' : route.latency,
        ...choiceWords(route),
    });
}

export const parseRange = (query: URLSearchParams): TimeRange => ({
    from: matching(query.get('from'), MOMENT),
    to: matching(query.get('to'), MOMENT),
});

export const parseChoice = (query: URLSearchParams): RequestChoice => ({
    request: matching(query.get('request'), REQUEST),
    tab: PANEL_TABS.find((tab) => tab === query.get('tab')) ?? 'headers',
    compare: matching(query.get('compare'), REQUEST),
});

export const choiceWords = ({ request, tab, compare }: RequestChoice) => ({
    request,
    tab: request === '' || tab === 'headers' ? '' : tab,
    compare: request === '' ? '' : compare,
});

/** Names with commas between, each once. */
export const list = (text: string | null): string[] => [
    ...new Set((text ?? '').split(',').filter((name) => FIELD.test(name))),
];
