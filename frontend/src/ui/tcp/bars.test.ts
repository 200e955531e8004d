import { describe, expect, it } from 'vitest';
import { barAt, barsOf, MOST_LINES } from './bars';

const bar = (key: string, from: number, to: number | undefined) => ({ key, from, to, status: 200, label: key });

describe('the requests beneath a connection', () => {
    it('share a line when they follow one another, and have their own when they overlap', () => {
        const { bars, lines } = barsOf([bar('b', 5, 15), bar('a', 0, 10), bar('c', 10, 20)], 20);
        expect(bars.map(({ key, line }) => [key, line])).toEqual([
            ['a', 0],
            ['b', 1],
            ['c', 0],
        ]);
        expect(lines).toBe(2);
    });

    it('go on to the end of what is shown where no end of theirs is known', () => {
        expect(barsOf([bar('a', 5, undefined)], 30).bars[0]?.end).toBe(30);
        expect(barsOf([bar('a', 50, undefined)], 30).bars[0]?.end).toBe(50);
    });

    it('take no more lines than there is room for', () => {
        const all = Array.from({ length: 40 }, (_, i) => bar(String(i), i, 100));
        expect(barsOf(all, 100).lines).toBe(MOST_LINES);
        expect(barsOf([], 10)).toEqual({ bars: [], lines: 1 });
    });

    it('are found where they are drawn, the narrow ones also beside it', () => {
        const bars = barsOf([bar('a', 0, 10), bar('b', 20, 20)], 30);
        expect(barAt(bars, 0, 5, 0)?.key).toBe('a');
        expect(barAt(bars, 0, 22, 3)?.key).toBe('b');
        expect(barAt(bars, 1, 5, 3)).toBeUndefined();
    });
});
