import { describe, expect, it } from 'vitest';
import type { SqlValue } from '../../api';
import { conditionOf, identitiesOf, linkOf } from './identity';
import { selections } from './selection';

const columns = (...names: string[]) => names.map((name) => ({ name, type: 'text' as const }));
const link = (names: string[], row: SqlValue[], column: string, asked = ['s']) =>
    linkOf(identitiesOf(columns(...names)), row, names.indexOf(column), asked);

describe('identities are links', () => {
    it('to the session, the connection and the request', () => {
        const names = ['session', 'conn', 'req', 'status'];
        const row = ['a b', 7, 3, 200];
        expect(link(names, row, 'session', [])).toBe('/sessions/a%20b');
        expect(link(names, row, 'conn', [])).toBe('/sessions/a%20b/connections?conn=7');
        expect(link(names, row, 'req', [])).toBe('/sessions/a%20b?request=7/3');
        expect(link(names, row, 'status', [])).toBeUndefined();
    });
    it('to the only session that was asked, where the row does not say; of several to none', () => {
        expect(link(['CONN', 'REQ'], [7, 3], 'REQ')).toBe('/sessions/s?request=7/3');
        expect(link(['conn', 'req'], [7, 3], 'req', ['s', 't'])).toBeUndefined();
        expect(link(['conn', 'req'], [7, null], 'req')).toBeUndefined();
        expect(link(['conn'], ['"><img src=x>'], 'conn')).toBeUndefined();
    });
    it('to packets and streams of QUIC', () => {
        const names = ['conn', 'space', 'number', 'direction', 'stream'];
        expect(link(names, [7, 'application', 12, 'received', 4], 'number')).toBe(
            '/sessions/s/quic?conn=7&view=packets&packet=received.application.12',
        );
        expect(link(names, [7, 'elsewhere', 12, 'sent', 4], 'number')).toBeUndefined();
        expect(link(names, [7, 'application', 12, 'sent', 4], 'stream')).toBe(
            '/sessions/s/quic?conn=7&view=streams&stream=4',
        );
    });
});

describe('requests with what stands in a cell', () => {
    const condition = (names: string[], row: SqlValue[], column: string) =>
        conditionOf(columns(...names), row, names.indexOf(column));
    it('is a condition on them, or on their connection', () => {
        expect(condition(['path'], ['/a "b" c'], 'path')).toBe('path = "/a \\"b\\" c"');
        expect(condition(['status'], [500], 'status')).toBe('status = 500');
        expect(condition(['peer'], ['10.0.0.1:80'], 'peer')).toBe('connection(peer = "10.0.0.1:80")');
        expect(condition(['p99'], [5], 'p99')).toBe('');
        expect(condition(['path'], [null], 'path')).toBe('');
    });
    it('knows the headers of the view of headers', () => {
        const names = ['direction', 'name', 'value'];
        expect(condition(names, ['response', 'Server', 'h2o'], 'value')).toBe('res.Server = "h2o"');
        expect(condition(names, ['request', ':path', '/'], 'value')).toBe('');
    });
});

describe('an answer as a selection', () => {
    const answer = (names: string[], rows: SqlValue[][]) => ({ columns: columns(...names), rows });
    const all = (rows: SqlValue[][]) => rows.map((_, i) => i);
    it('asks for its requests, each once, of each session apart', () => {
        const rows = [
            ['s', 1, 1],
            ['s', 1, 2],
            ['s', 1, 2],
            ['t', 5, 1],
            ['s', 3, null],
        ];
        expect(selections(answer(['session', 'conn', 'req'], rows), all(rows), [])).toEqual([
            { session: 's', q: '(conn = 1 and (req = 1 or req = 2))', named: 2, all: 2, what: 'requests' },
            { session: 't', q: '(conn = 5 and req = 1)', named: 1, all: 1, what: 'requests' },
        ]);
    });
    it('asks for connections where no request is told', () => {
        const rows = [[4], [9], [4]];
        expect(selections(answer(['conn'], rows), all(rows), ['s'])).toEqual([
            { session: 's', q: 'conn = 4 or conn = 9', named: 2, all: 2, what: 'connections' },
        ]);
    });
    it('takes the first that a search can say, and says how many', () => {
        const rows = Array.from({ length: 5000 }, (_, i) => [i % 900, 100_000 + i]);
        const [found] = selections(answer(['conn', 'req'], rows), all(rows), ['s']);
        expect(found?.all).toBe(5000);
        expect(found?.named).toBeGreaterThan(300);
        expect(found?.named).toBeLessThan(5000);
        expect(found?.q.length).toBeLessThan(10_000);
        expect(found?.q.endsWith(')')).toBe(true);
    });
});
