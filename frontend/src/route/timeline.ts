import { matching, search } from './query';
import { choiceWords, MOMENT, parseChoice, parseRange, type RequestChoice, type TimeRange } from './requests';

/** A session, or one connection of it, over time. */
export interface TimelineRoute extends RequestChoice, TimeRange {
    view: 'timeline';
    id: string;
    q: string;
    /** What a lane is: `connection`, `request`, or a field. */
    by: string;
    /** Keys of lanes that stay on top. */
    pinned: readonly string[];
    /** The key of the lane that is selected, or "". */
    lane: string;
    /** The stretch that is selected. */
    area: TimeRange | undefined;
    /** Whether what is drawn is shown as a table, too. */
    table: boolean;
}

export const timelineOf = (id: string, q = ''): TimelineRoute => ({
    view: 'timeline',
    id,
    q,
    by: 'connection',
    pinned: [],
    lane: '',
    area: undefined,
    table: false,
    from: '',
    to: '',
    request: '',
    tab: 'headers',
    compare: '',
});

export const parseTimeline = (id: string, query: URLSearchParams): TimelineRoute => ({
    view: 'timeline',
    id,
    q: query.get('q') ?? '',
    by: matching(query.get('by'), /^[0-9A-Za-z:./_-]+$/) || 'connection',
    pinned: parseKeys(query.get('pinned')),
    lane: query.get('lane') ?? '',
    area: parseArea(query.get('area')),
    table: query.get('table') !== null,
    ...parseRange(query),
    ...parseChoice(query),
});

export const formatTimeline = (route: TimelineRoute): string =>
    search({
        q: route.q,
        by: route.by === 'connection' ? '' : route.by,
        pinned: route.pinned.map(encodeURIComponent).join(','),
        lane: route.lane,
        from: route.from,
        to: route.to,
        area: route.area === undefined ? '' : `${route.area.from}/${route.area.to}`,
        table: route.table ? 'yes' : '',
        ...choiceWords(route),
    });

/** A lane's key is any text, commas too. */
function parseKeys(text: string | null): string[] {
    const keys = (text ?? '').split(',').filter((key) => key !== '');
    try {
        return [...new Set(keys.map(decodeURIComponent))];
    } catch {
        return [];
    }
}

/** As ISO 8601 writes a stretch of time: its two moments with a stroke between. */
function parseArea(text: string | null): TimeRange | undefined {
    const [from = '', to = '', ...rest] = (text ?? '').split('/');
    return MOMENT.test(from) && MOMENT.test(to) && rest.length === 0 ? { from, to } : undefined;
}

/** The connection whose requests alone are shown, each in a lane, or "". */
export const connectionOf = ({ by, q }: TimelineRoute): string =>
    (by === 'request' ? /^\s*conn\s*=\s*(\d+)\s*$/.exec(q)?.[1] : undefined) ?? '';

/** A connection over time: its requests one below the other. */
export const waterfallOf = (id: string, conn: number | string): TimelineRoute => ({
    ...timelineOf(id, `conn = ${conn}`),
    by: 'request',
});
