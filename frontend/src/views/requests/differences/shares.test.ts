import { describe, expect, it } from 'vitest';
import { madeBy, sharesOf, telling } from './shares';

const value = { value: 'GET', condition: 'method = GET', selected: 3, rest: 10 };

describe('differences', () => {
    it('are of shares, not of counts', () => {
        expect(sharesOf(value, { selected: 4, rest: 100 })).toEqual({ selected: 0.75, rest: 0.1 });
        expect(sharesOf(value, { selected: 0, rest: 0 })).toEqual({ selected: 0, rest: 0 });
        expect(sharesOf(value, { selected: 2, rest: 10 }).selected).toBe(1);
    });

    it('leave out what hardly differs', () => {
        expect(telling({ field: 'method', score: 0.3, values: [value] })).toBe(true);
        expect(telling({ field: 'method', score: 0.001, values: [value] })).toBe(false);
        expect(telling({ field: 'method', score: 1, values: [] })).toBe(false);
    });

    it('leave out what the selection was made by', () => {
        expect(madeBy('class = 4xx and timeout', 'class')).toBe(true);
        expect(madeBy('connection(sni = "x")', 'sni')).toBe(true);
        expect(madeBy('class = 4xx', 'status')).toBe(false);
    });
});
