import type { SqlAnswer, SqlValue } from '../../api';
import { format, quicOf, requestsOf } from '../../route';
import { headerField, quoted } from '../../ui/query';
import { placeOf } from './answer';

/** Where the columns stand that say what a row is about; -1: not there. */
export interface Identities {
    session: number;
    conn: number;
    req: number;
    stream: number;
    space: number;
    number: number;
    direction: number;
}

export const identitiesOf = (columns: SqlAnswer['columns']): Identities => ({
    session: placeOf(columns, 'session'),
    conn: placeOf(columns, 'conn'),
    req: placeOf(columns, 'req'),
    stream: placeOf(columns, 'stream'),
    space: placeOf(columns, 'space'),
    number: placeOf(columns, 'number'),
    direction: placeOf(columns, 'direction'),
});

type Row = readonly SqlValue[];
const whole = (value: SqlValue | undefined): string =>
    value !== null && value !== undefined && /^\d+$/.test(String(value)) ? String(value) : '';

/** The session of a row: its own, or the only one that was asked; "": it cannot be told. */
export function sessionOfRow(at: Identities, row: Row, asked: readonly string[]): string {
    const own = row[at.session];
    if (typeof own === 'string' && own !== '') return own;
    return asked.length === 1 ? (asked[0] ?? '') : '';
}

/** Where a cell leads that says what its row is about; undefined: nowhere. */
export function linkOf(at: Identities, row: Row, column: number, asked: readonly string[]): string | undefined {
    const session = sessionOfRow(at, row, asked);
    if (session === '') return undefined;
    if (column === at.session) return format(requestsOf(session));
    const conn = whole(row[at.conn]);
    const req = whole(row[at.req]);
    if (conn === '') return undefined;
    if (column === at.conn) return format({ view: 'connections', id: session, conn });
    if (column === at.req && req !== '') return format({ ...requestsOf(session), request: `${conn}/${req}` });
    const stream = whole(row[at.stream]);
    if (column === at.stream && stream !== '') return format({ ...quicOf(session, conn, 'streams'), stream });
    if (column !== at.number) return undefined;
    const packet = packetOf(at, row);
    return packet === '' ? undefined : format({ ...quicOf(session, conn, 'packets'), packet });
}

function packetOf(at: Identities, row: Row): string {
    const [space, direction, number] = [row[at.space], row[at.direction] ?? 'sent', whole(row[at.number])];
    const packet = `${String(direction)}.${String(space)}.${number}`;
    return /^(sent|received)\.(initial|0rtt|handshake|application)\.\d+$/.test(packet) ? packet : '';
}

const FIELDS = ['protocol', 'method', 'scheme', 'authority', 'path', 'status', 'conn', 'req'];
const OF_CONNECTION = ['peer', 'sni', 'alpn', 'uuid'];

/** The condition that finds requests with what stands in a cell, "" where the search knows no such field. */
export function conditionOf(columns: SqlAnswer['columns'], row: Row, column: number): string {
    const name = columns[column]?.name.toLowerCase() ?? '';
    const value = row[column];
    if (value === null || value === undefined) return '';
    const said = typeof value === 'number' ? String(value) : quoted(String(value));
    if (FIELDS.includes(name)) return `${name} = ${said}`;
    if (OF_CONNECTION.includes(name)) return `connection(${name} = ${said})`;
    const header = row[placeOf(columns, 'name')];
    if (name !== 'value' || typeof header !== 'string' || header.startsWith(':')) return '';
    const field = headerField(row[placeOf(columns, 'direction')] === 'response' ? 'res' : 'req', header);
    return `${field} = ${said}`;
}
