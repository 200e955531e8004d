import { describe, expect, it } from 'vitest';
import { boxOf, MOST_PIXELS, scrollFor, topOf, windowOf } from './virtual';

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

describe('a list longer than a box can be', () => {
    const LENGTH = 280_000_000;

    it('is scrolled pixel by pixel near its begin and its end', () => {
        expect(boxOf(400_000, LENGTH)).toBe(400_000);
        expect(topOf(400_000, LENGTH)).toBe(400_000);
        expect(boxOf(LENGTH - 777, LENGTH)).toBe(MOST_PIXELS - 777);
        expect(topOf(MOST_PIXELS - 777, LENGTH)).toBe(LENGTH - 777);
    });

    it('is drawn together between them, every place of it reached and in order', () => {
        let before = -1;
        for (let box = 0; box <= MOST_PIXELS; box += 99_991) {
            const top = topOf(box, LENGTH);
            expect(top).toBeGreaterThan(before);
            expect(boxOf(top, LENGTH)).toBeCloseTo(box, 3);
            before = top;
        }
        expect(topOf(MOST_PIXELS, LENGTH)).toBe(LENGTH);
    });

    it('is left as it is where it fits', () => {
        expect(boxOf(12_345_678, MOST_PIXELS)).toBe(12_345_678);
        expect(topOf(12_345_678, MOST_PIXELS)).toBe(12_345_678);
    });
});
