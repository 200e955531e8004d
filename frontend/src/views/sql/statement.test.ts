import { describe, expect, it } from 'vitest';
import { faultAt, parametersOf, placesOf, viewsIn } from './statement';

describe('the parameters of a statement', () => {
    it.each([
        ['SELECT 1', []],
        ['SELECT * FROM request WHERE status = :status AND path = :path OR status > :status', ['status', 'path']],
        ["SELECT ':no', 'it''s :no', \":no\" -- :no\nFROM request WHERE a = :yes", ['yes']],
        ['SELECT /* :no /* :no */ :no */ :yes // :no', ['yes']],
        ['SELECT status::VARCHAR, $$ :no $$, :_a1', ['_a1']],
        ["SELECT 'never closed :no", []],
        ['SELECT /* never closed :no', []],
        [': name :1 :', []],
    ])('%s: %j', (sql, names) => expect(parametersOf(sql)).toEqual(names));

    it('says where they stand', () => {
        expect(placesOf('a = :b')).toEqual([{ name: 'b', from: 4, to: 6 }]);
    });
});

describe('what is underlined', () => {
    it.each([
        ['SELECT x FROM request', 7, 'x'],
        ['SELEC x', 3, 'SELEC'],
        ['SELECT x FROM', 13, 'FROM'],
        ['SELECT (', 7, '('],
        ['SELECT x,, y  ', 99, 'y'],
    ])('%s at %i: %s', (sql, at, word) => {
        const { from, to } = faultAt(sql, at);
        expect(sql.slice(from, to)).toBe(word);
    });
});

it('knows the views of a half written statement', () => {
    const views = ['request', 'header', 'connection', 'packet'];
    expect(viewsIn('SELECT  FROM request r JOIN header h ON h.', views)).toEqual(['request', 'header']);
    expect(viewsIn('select * from Connection c, packet p where', views)).toEqual(['connection', 'packet']);
    expect(viewsIn('SELECT ', views)).toEqual([]);
});
