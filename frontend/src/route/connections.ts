import { matching, search } from './query';
import { choiceWords, parseChoice, type RequestChoice } from './requests';

/** What a list of connections can go by; `at` is when they began. */
export const CONNECTION_ORDERS = ['at', 'requests', 'received', 'sent', 'again', 'rtt', 'lasted'] as const;
export type ConnectionOrder = (typeof CONNECTION_ORDERS)[number];

/** What came on a connection: a protocol, nothing that was seen, or no HTTP at all. */
export const CONNECTION_KINDS = ['HTTP/3', 'HTTP/2', 'HTTP/1.1', 'HTTP/1.0', 'unseen', 'never'] as const;
export type ConnectionKind = (typeof CONNECTION_KINDS)[number];

/** Columns beside the usual, in the order in which they stand. */
export const CONNECTION_COLUMNS = ['local', 'least', 'cwnd', 'ended', 'joined'] as const;
export type ConnectionColumn = (typeof CONNECTION_COLUMNS)[number];

/** The connections of a session. */
export interface ConnectionsRoute extends Partial<RequestChoice> {
    view: 'connections';
    id: string;
    /** The connection whose panel is open, or "". */
    conn: string;
    /** Another one beside it, or "". */
    with?: string;
    /** Only these. */
    kind?: ConnectionKind;
    /** By when they began, where nothing else is said. */
    order?: ConnectionOrder;
    /** The least first, or the oldest. */
    least?: boolean;
    columns?: readonly ConnectionColumn[];
}

const NO_CHOICE: RequestChoice = { request: '', tab: 'headers', compare: '' };
const CONN = /^\d+$/;

export function parseConnections(id: string, query: URLSearchParams): ConnectionsRoute {
    const choice = parseChoice(query);
    const beside = matching(query.get('with'), CONN);
    const kind = CONNECTION_KINDS.find((each) => each === query.get('kind'));
    const order = CONNECTION_ORDERS.find((each) => each === query.get('order'));
    const names = (query.get('columns') ?? '').split(',');
    const columns = CONNECTION_COLUMNS.filter((column) => names.includes(column));
    return {
        view: 'connections',
        id,
        conn: matching(query.get('conn'), CONN),
        ...(beside === '' ? {} : { with: beside }),
        ...(kind === undefined ? {} : { kind }),
        ...(order === undefined || order === 'at' ? {} : { order }),
        ...(query.get('least') === 'true' ? { least: true } : {}),
        ...(columns.length === 0 ? {} : { columns }),
        ...(choice.request === '' ? {} : choice),
    };
}

export const formatConnections = (of: ConnectionsRoute): string =>
    search({
        conn: of.conn,
        with: of.with ?? '',
        kind: of.kind ?? '',
        order: of.order === 'at' ? '' : (of.order ?? ''),
        least: of.least ? 'true' : '',
        columns: (of.columns ?? []).join(','),
        ...choiceWords({ ...NO_CHOICE, ...of }),
    });
