import { describe, expect, it } from 'vitest';
import { format, parse, quicOf, requestsOf, sqlOf, statisticsOf, timelineOf, type Route, waterfallOf } from './route';

const read = (url: string): Route => {
    const { pathname, search } = new URL(url, 'http://localhost');
    return parse(pathname, search);
};

describe('a URL', () => {
    it.each<Route>([
        { view: 'home' },
        { view: 'attach', pid: 4711 },
        requestsOf('a1'),
        requestsOf('a1', 'path ^= "/a&b?c=d" and req.x ~ "ä+ %"'),
        { ...requestsOf('a1', 'status >= 500'), order: 'oldest', request: '12/4', tab: 'events', compare: '12/5' },
        { ...requestsOf('a1'), order: 'duration', highlight: 'method = GET', against: 'status >= 500' },
        {
            ...requestsOf('a1'),
            from: '2026-11-21T00:00:00Z',
            to: '2026-11-21T00:00:01.234567891Z',
            columns: ['req.user-agent', 'res.x-cache'],
            facets: ['req.accept'],
            group: 'peer/24',
        },
        { view: 'links' },
        { view: 'schema' },
        sqlOf(),
        sqlOf(['a1', 'b 2'], "SELECT 'a&b' /* ä+ % */\nFROM request\tWHERE path = :path"),
        {
            ...sqlOf(['a1'], 'SELECT 1'),
            parameters: { path: '/a?b=c&d', empty: '' },
            limit: 100_000,
            show: 'chart',
            chart: { x: 'at', y: ['p50, ms', 'p99'], series: 'status', mark: 'bars' },
            sort: '-3',
            ready: true,
        },
        { ...sqlOf(['a1']), query: 'slowest-paths' },
        timelineOf('a1', 'method = GET'),
        {
            ...timelineOf('a1'),
            by: 'authority',
            pinned: ['5', '7'],
            from: '2026-11-21T00:00:00Z',
            to: '',
            request: '5/1',
        },
        {
            ...timelineOf('a1'),
            by: 'req.user-agent',
            pinned: ['curl/8 (a, b)', 'ä%'],
            lane: 'curl/8 (a, b)',
            area: { from: '2026-11-21T00:00:00Z', to: '2026-11-21T00:00:01.5Z' },
            table: true,
        },
        waterfallOf('a1', 17592186044417),
        { view: 'connections', id: 'a1', conn: '' },
        { view: 'connections', id: 'a1', conn: '17592186044417' },
        {
            view: 'connections',
            id: 'a1',
            conn: '',
            kind: 'never',
            order: 'again',
            least: true,
            columns: ['local', 'ended'],
        },
        { view: 'connections', id: 'a1', conn: '5', with: '7' },
        { view: 'connections', id: 'a1', conn: '5', request: '5/1', tab: 'timing', compare: '4/1' },
        quicOf('a1'),
        quicOf('a1', '7', 'sequence'),
        {
            ...quicOf('a1', '7'),
            from: -5,
            to: 2_000_000_000,
            packet: 'sent.application.123',
            stream: '-1',
            with: '9',
            align: 'request',
        },
        { ...quicOf('a1', '7', 'packets'), only: 'fate=lost frame=stream' },
        statisticsOf('a1'),
        { view: 'statistics', id: 'a1', by: 'connection', q: 'conn.loss > 5%', order: 'rtt95', least: true },
    ])('is the whole state: %o', (route) => {
        expect(read(format(route))).toEqual(route);
    });

    it('says nothing of what is as usual', () => {
        expect(format(requestsOf('a1'))).toBe('/sessions/a1');
        expect(format({ ...requestsOf('a1', 'status = 404'), request: '1/2', tab: 'timing' })).toBe(
            '/sessions/a1?q=status+%3D+404&request=1/2&tab=timing',
        );
    });

    it('that was tampered with leads to the nearest state, or says that it leads nowhere', () => {
        expect(read('/sessions/a1?order=up&request=../x&tab=nothing')).toEqual(requestsOf('a1'));
        expect(read('/sessions/a1/quic?conn=7&view=up&from=9&to=3&packet=sent.x.1&stream=a')).toEqual(
            quicOf('a1', '7'),
        );
        expect(read('/attach?pid=me')).toEqual({ view: 'unknown', path: '/attach' });
        expect(read('/sessions/%zz')).toMatchObject({ view: 'unknown' });
        expect(read('/else/where')).toEqual({ view: 'unknown', path: '/else/where' });
    });
});
