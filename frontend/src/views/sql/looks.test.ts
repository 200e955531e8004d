import { describe, expect, it } from 'vitest';
import type { SqlType, SqlValue } from '../../api';
import { lookOf, numeral, shownTime } from './looks';

const column = (values: SqlValue[]) => values.map((value) => [value]);
const times = (...values: (string | null)[]) => {
    const look = lookOf('time', column(values), 0);
    return values.map((value) => (value === null ? '' : shownTime(value, look).replace(/^(.*)\d\d(:\d\d:)/, '$1h$2')));
};
const numbers = (values: SqlValue[], name = 'requests', type: SqlType = 'number') =>
    values.map((value) => numeral(name, value, lookOf(type, column(values), 0)));

describe('the times of a column', () => {
    it('have no digits that are zero in all of them', () =>
        expect(times('2025-06-15T15:06:40.000000000Z', null, '2025-06-15T15:06:41Z')).toEqual([
            'h:06:40',
            '',
            'h:06:41',
        ]));
    it('are all as exact as the most exact, down to the nanosecond', () => {
        expect(times('2025-06-15T15:06:40.626Z', '2025-06-15T15:06:41Z')).toEqual(['h:06:40.626', 'h:06:41.000']);
        expect(times('2025-06-15T15:06:40.626100000Z', '2025-06-15T15:06:41.5Z')).toEqual([
            'h:06:40.626100',
            'h:06:41.500000',
        ]);
        expect(times('2025-06-15T15:06:40.626000007Z')).toEqual(['h:06:40.626000007']);
    });
    it('have their day where there are several', () =>
        expect(times('2025-06-15T12:06:40Z', '2025-06-17T12:06:40Z')).toEqual([
            '15 Jun 2025 h:06:40',
            '17 Jun 2025 h:06:40',
        ]));
});

describe('the numbers of a column', () => {
    it('have their thousands apart, those of four digits too', () =>
        expect(numbers([14_055, 1934, 16, null].slice(0, 3))).toEqual(['14,055', '1,934', '16']));
    it('are left as they are where they are names', () =>
        expect(numbers([1934, 12345], 'conn')).toEqual(['1934', '12345']));
    it('have one count of decimals, and no more than they need', () => {
        expect(numbers([12.5, 3.25, 7])).toEqual(['12.50', '3.25', '7.00']);
        expect(numbers([100 / 3, 13 / 3])).toEqual(['33.3333', '4.3333']);
        expect(numbers([1234.5, 0.000123])).toEqual(['1,234.500000', '0.000123']);
        expect(numbers([5, 7])).toEqual(['5', '7']);
    });
    it('keep what no double holds', () =>
        expect(numbers(['9007199254740993', 0.5])).toEqual(['9,007,199,254,740,993', '0.5']));
    it('stay as they are where no count of decimals fits them all', () =>
        expect(numbers([1e-12, 0.5])).toEqual(['1e-12', '0.5']));
});
