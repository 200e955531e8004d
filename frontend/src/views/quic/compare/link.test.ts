import { describe, expect, it } from 'vitest';
import { Timeline } from '../../../ui/timeline';
import { linked } from './link';

const both = (shift: number) => {
    const one = new Timeline();
    const other = new Timeline();
    one.grow({ from: 0, to: 1e9 });
    other.grow({ from: -shift, to: 1e9 - shift });
    return { one, other, forget: linked(one, other, shift) };
};

describe('two connections beside one another', () => {
    it('move together, whichever of them one moves', () => {
        const { one, other } = both(1e8);
        one.show({ from: 3e8, to: 4e8 });
        expect(other.shown.value).toEqual({ from: 2e8, to: 3e8 });
        other.show({ from: 5e8, to: 6e8 });
        expect(one.shown.value).toEqual({ from: 6e8, to: 7e8 });
    });

    it('show the same moment under the pointer', () => {
        const { one, other } = both(1e8);
        other.cursor.value = 5e7;
        expect(one.cursor.value).toBe(1.5e8);
        other.cursor.value = undefined;
        expect(one.cursor.value).toBeUndefined();
    });

    it('go their own ways once they are let go', () => {
        const { one, other, forget } = both(0);
        forget();
        const before = other.shown.value;
        one.show({ from: 3e8, to: 4e8 });
        expect(other.shown.value).toEqual(before);
    });
});
