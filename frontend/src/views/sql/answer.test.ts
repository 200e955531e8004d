import { describe, expect, it } from 'vitest';
import type { SqlType, SqlValue } from '../../api';
import { jsonRows, ordered, tsv, turned } from './answer';

const one = (type: SqlType, values: SqlValue[], by: number) =>
    ordered({ columns: [{ name: 'a', type }], rows: values.map((value) => [value]) }, by).map((i) => values[i]);

describe('the order of rows on the page', () => {
    it('is as they came until one presses a head', () => expect(one('number', [3, 1, 2], 0)).toEqual([3, 1, 2]));
    it('compares numbers as numbers, also those that no double holds', () => {
        expect(one('number', ['9007199254740993', 5, '9007199254740992', -1], 1)).toEqual([
            -1,
            5,
            '9007199254740992',
            '9007199254740993',
        ]);
    });
    it('leaves what is not known at the end, both ways', () => {
        expect(one('text', ['b', null, '', 'a'], 1)).toEqual(['', 'a', 'b', null]);
        expect(one('text', ['b', null, '', 'a'], -1)).toEqual(['b', 'a', '', null]);
    });
    it('keeps equals as they came', () => {
        const rows: SqlValue[][] = [
            [1, 'x'],
            [0, 'y'],
            [1, 'z'],
        ];
        const columns = [
            { name: 'a', type: 'number' as const },
            { name: 'b', type: 'text' as const },
        ];
        expect(ordered({ columns, rows }, -1)).toEqual([0, 2, 1]);
    });
    it('turns up, down, and back', () => {
        expect([turned(0, 2), turned(2, 2), turned(-2, 2), turned(1, 2)]).toEqual([2, -2, 0, 2]);
    });
});

describe('rows taken elsewhere', () => {
    it('keeps cells apart in a spreadsheet', () => {
        expect(
            tsv(
                ['a', 'b'],
                [
                    ['x\ty\nz', null],
                    [true, 1],
                ],
            ),
        ).toBe('a\tb\nx y z\t\ntrue\t1');
    });
    it('are objects in JSON, whole where a column is JSON itself', () => {
        const columns = [
            { name: 'n', type: 'number' as const },
            { name: 'n', type: 'json' as const },
        ];
        expect(JSON.parse(jsonRows(columns, [[1, '{"x":[2]}']]))).toEqual([{ n: 1, n_2: { x: [2] } }]);
    });
});
