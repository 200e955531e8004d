import { matching, search } from './query';
import { choiceWords, list, parseChoice, parseRange, type RequestChoice, type TimeRange } from './requests';

/** A session, or one connection of it, over time. */
export interface TimelineRoute extends RequestChoice, TimeRange {
    view: 'timeline';
    id: string;
    q: string;
    /** What a lane is: `connection`, `request`, or a field. */
    by: string;
    /** Keys of lanes that stay on top. */
    pinned: readonly string[];
}

export const timelineOf = (id: string, q = ''): TimelineRoute => ({
    view: 'timeline',
    id,
    q,
    by: 'connection',
    pinned: [],
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
    pinned: list(query.get('pinned')),
    ...parseRange(query),
    ...parseChoice(query),
});

export const formatTimeline = (route: TimelineRoute): string =>
    search({
        q: route.q,
        by: route.by === 'connection' ? '' : route.by,
        pinned: route.pinned.join(','),
        from: route.from,
        to: route.to,
        ...choiceWords(route),
    });
