import { describe, expect, it } from 'vitest';
import { scrollFor, windowOf } from './virtual';

describe('the window of a list', () => {
    it('is what is in sight and a little beyond', () => {
        expect(windowOf(0, 280, 28, 10_000)).toEqual({ from: 0, to: 19 });
        expect(windowOf(28_000, 280, 28, 10_000)).toEqual({ from: 992, to: 1019 });
    });

    it('never leaves the list, however far an elastic scroll goes', () => {
        expect(windowOf(-90, 280, 28, 100)).toEqual({ from: 0, to: 19 });
        expect(windowOf(999_999, 280, 28, 100)).toEqual({ from: 89, to: 100 });
        expect(windowOf(0, 280, 28, 0)).toEqual({ from: 0, to: 0 });
        expect(windowOf(0, 280, 28, 3)).toEqual({ from: 0, to: 3 });
    });

    it('moves only as far as a row needs', () => {
        expect(scrollFor(3, 0, 280, 28)).toBe(0);
        expect(scrollFor(2, 100, 280, 28)).toBe(56);
        expect(scrollFor(10, 0, 280, 28)).toBe(28);
    });
});
