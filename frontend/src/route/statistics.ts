import { search } from './query';

export type StatisticsBy = 'network' | 'sni' | 'connection';
export const STATISTICS_BY: readonly StatisticsBy[] = ['network', 'sni', 'connection'];
export const STATISTICS_ORDERS = [
    'connections',
    'requests',
    'sent',
    'received',
    'loss',
    'spurious',
    'rttmin',
    'rtt',
    'rtt95',
    'throughput',
    'goodput',
    'handshake',
    'handshake95',
] as const;
export type StatisticsOrder = (typeof STATISTICS_ORDERS)[number];

/** A session's QUIC connections in groups. */
export interface StatisticsRoute {
    view: 'statistics';
    id: string;
    by: StatisticsBy;
    /** Only connections with a request that matches. */
    q: string;
    order: StatisticsOrder;
    /** The least first. */
    least: boolean;
}

export const statisticsOf = (id: string, by: StatisticsBy = 'network', q = ''): StatisticsRoute => ({
    view: 'statistics',
    id,
    by,
    q,
    order: by === 'connection' ? 'sent' : 'connections',
    least: false,
});

export function parseStatistics(id: string, query: URLSearchParams): StatisticsRoute {
    const by = STATISTICS_BY.find((each) => each === query.get('by')) ?? 'network';
    const usual = statisticsOf(id, by, query.get('q') ?? '');
    return {
        ...usual,
        order: STATISTICS_ORDERS.find((order) => order === query.get('order')) ?? usual.order,
        least: query.get('least') === 'true',
    };
}

export function formatStatistics(route: StatisticsRoute): string {
    const usual = statisticsOf(route.id, route.by);
    return search({
        by: route.by === 'network' ? '' : route.by,
        q: route.q,
        order: route.order === usual.order ? '' : route.order,
        least: route.least ? 'true' : '',
    });
}
