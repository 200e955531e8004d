import { describe, expect, it } from 'vitest';
import { anchored } from './anchor';

describe('lanes that come and go', () => {
    it('leave the one that is looked at where it is', () => {
        expect(anchored(['a', 'b', 'c'], ['x', 'y', 'a', 'b', 'c'], 15, 1, 10)).toBe(35);
        expect(anchored(['x', 'y', 'a', 'b'], ['a', 'b'], 25, 2, 10)).toBe(5);
    });

    it('leave its nearest neighbour, where it is gone itself', () => {
        expect(anchored(['a', 'b', 'c'], ['n', 'c'], 10, 1, 10)).toBe(0);
        expect(anchored(['a', 'b', 'c'], ['n', 'm', 'o', 'c'], 10, 1, 10)).toBe(20);
    });

    it('begin anew where none of them stays', () => {
        expect(anchored(['a', 'b'], ['x'], 500, 1, 10)).toBe(0);
        expect(anchored([], ['x', 'y'], 0, 0, 10)).toBe(0);
    });
});
