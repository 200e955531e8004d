import { describe, expect, it } from 'vitest';
import { type Choices, narrowedBy, Recent, remember } from './completing';

const list: Choices = {
    from: 4,
    to: 6,
    items: [
        { text: 'req.host', kind: 'name' },
        { text: 'res."x host"', kind: 'name' },
        { text: 'earlier', kind: 'history' },
    ],
};

describe('completions', () => {
    it('are narrowed by what is written on, before the server answers', () => {
        expect(narrowedBy(list, 'not re', 'not req', 7)).toEqual({ from: 4, to: 7, items: [list.items[0]] });
        expect(narrowedBy(list, 'not re', 'not res.x h', 11)).toBeUndefined();
    });

    it('say nothing of another word', () => {
        expect(narrowedBy(list, 'not re', 'nat req', 7)).toBeUndefined();
        expect(narrowedBy(list, 'not re', 'not r', 5)).toBeUndefined();
        expect(narrowedBy(list, 'not re', 'not re ', 7)).toBeUndefined();
    });

    it('are kept a moment, and only so many', () => {
        let now = 0;
        const recent = new Recent<number>(2, 1000, () => now);
        for (const n of [1, 2, 3]) recent.put(`${n}`, n);
        expect([recent.get('1'), recent.get('2'), recent.get('3')]).toEqual([undefined, 2, 3]);
        now = 1000;
        expect(recent.get('3')).toBeUndefined();
    });
});

describe('earlier searches', () => {
    it('stand once each, the latest first', () => {
        expect(remember(['a', 'b', 'c'], ' b ', 3)).toEqual(['b', 'a', 'c']);
        expect(remember(['a', 'b'], 'c', 2)).toEqual(['c', 'a']);
        expect(remember(['a'], ' ', 2)).toEqual(['a']);
    });
});
