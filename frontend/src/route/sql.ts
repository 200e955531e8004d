import { matching, search } from './query';

export type SqlShow = 'table' | 'chart';
export type ChartMark = 'line' | 'points' | 'bars';
const MARKS: readonly ChartMark[] = ['line', 'points', 'bars'];

/** How an answer is drawn, by the names of its columns; "" and none: as the page finds best. */
export interface ChartChoice {
    x: string;
    y: readonly string[];
    series: string;
    mark: ChartMark | '';
}

/** A statement that was run, the sessions it was asked of, and how one looks at its answer. */
export interface SqlRoute {
    view: 'sql';
    /** "": what the saved query says, where there is one. */
    sql: string;
    sessions: readonly string[];
    /** What stands for the `:name`s of the statement. */
    parameters: Readonly<Record<string, string>>;
    /** The saved query it came from, or "". */
    query: string;
    show: SqlShow;
    chart: ChartChoice;
    /** `3`, `-3`: by which column of the answer its rows go on this page, downwards; "": as they came. */
    sort: string;
    /** How many rows at most, where it is not the usual. */
    limit: number | undefined;
    /** Put in the editor, but not run before someone says so. */
    ready: boolean;
}

export const sqlOf = (sessions: readonly string[] = [], sql = ''): SqlRoute => ({
    view: 'sql',
    sql,
    sessions,
    parameters: {},
    query: '',
    show: 'table',
    chart: { x: '', y: [], series: '', mark: '' },
    sort: '',
    limit: undefined,
    ready: false,
});

const NAME = /^[A-Za-z_]\w*$/;

export function parseSql(query: URLSearchParams): SqlRoute {
    const parameters = [...query]
        .filter(([key]) => key.startsWith('p.') && NAME.test(key.slice(2)))
        .map(([key, value]): [string, string] => [key.slice(2), value]);
    const limit = matching(query.get('limit'), /^[1-9]\d{0,8}$/);
    return {
        view: 'sql',
        sql: query.get('sql') ?? '',
        sessions: [...new Set(query.getAll('session').filter((id) => id !== ''))],
        parameters: Object.fromEntries(parameters),
        query: query.get('query') ?? '',
        show: query.get('show') === 'chart' ? 'chart' : 'table',
        chart: {
            x: query.get('x') ?? '',
            y: query.getAll('y').filter((name) => name !== ''),
            series: query.get('series') ?? '',
            mark: MARKS.find((mark) => mark === query.get('mark')) ?? '',
        },
        sort: matching(query.get('sort'), /^-?[1-9]\d{0,3}$/),
        limit: limit === '' ? undefined : Number(limit),
        ready: query.get('ready') !== null,
    };
}

export function formatSql(route: SqlRoute): string {
    const { chart } = route;
    return search([
        ['sql', route.sql],
        ['query', route.query],
        ...route.sessions.map((id): [string, string] => ['session', id]),
        // An empty text is a value, too.
        ...Object.entries(route.parameters).map(([name, value]): [string, string, boolean] => [
            `p.${name}`,
            value,
            true,
        ]),
        ['limit', route.limit === undefined ? '' : String(route.limit)],
        ['show', route.show === 'table' ? '' : route.show],
        ['x', chart.x],
        ...chart.y.map((name): [string, string] => ['y', name]),
        ['series', chart.series],
        ['mark', chart.mark],
        ['sort', route.sort],
        ['ready', route.ready ? 'yes' : ''],
    ]);
}

/** What the server is asked, without how one looks at it. */
export const questionWords = ({ sql, sessions, parameters, limit }: SqlRoute): string =>
    JSON.stringify([sql, sessions, Object.entries(parameters).sort(), limit]);
