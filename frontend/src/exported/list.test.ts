import { describe, expect, it } from 'vitest';
import { compare, DURATION, type Entry, holds, type Sorting, TIME, turned, wordsOf } from './list';

const entry = (place: number, duration: number, status: string): Entry => ({
    place,
    duration,
    cells: ['', 'HTTP/2', 'GET', status, '', '/', '', ''],
});
const entries = [entry(1, 500, '404'), entry(2, -1, ''), entry(3, 70, '200'), entry(4, 500, '1000')];
const order = (by: Sorting) => [...entries].sort((a, b) => compare(a, b, by)).map(({ place }) => place);

describe('the exported list', () => {
    it('asks for every word, in any case, and for quoted ones together', () => {
        expect(wordsOf('  GET "two  words" Curl ')).toEqual(['get', 'two  words', 'curl']);
        expect(wordsOf('"not closed')).toEqual(['not closed']);
        expect(holds('get /a curl/8', ['curl', '/a'])).toBe(true);
        expect(holds('get /a curl/8', ['curl', '/b'])).toBe(false);
        expect(holds('anything', [])).toBe(true);
    });

    it('sorts durations as numbers, with what is not known at the end either way', () => {
        expect(order({ column: DURATION, way: 1 })).toEqual([3, 1, 4, 2]);
        expect(order({ column: DURATION, way: -1 })).toEqual([1, 4, 3, 2]);
    });

    it('sorts numbers in text by their amount, and time by the place in the file', () => {
        expect(order({ column: 3, way: 1 })).toEqual([3, 1, 4, 2]);
        expect(order({ column: TIME, way: -1 })).toEqual([4, 3, 2, 1]);
    });

    it('turns at a second click, and shows the slowest first', () => {
        expect(turned({ column: TIME, way: 1 }, TIME)).toEqual({ column: TIME, way: -1 });
        expect(turned({ column: TIME, way: 1 }, DURATION)).toEqual({ column: DURATION, way: -1 });
        expect(turned({ column: DURATION, way: -1 }, 3)).toEqual({ column: 3, way: 1 });
    });
});
