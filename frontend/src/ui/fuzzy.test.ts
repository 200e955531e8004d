import { describe, expect, it } from 'vitest';
import { fuzzy } from './fuzzy';

const first = (typed: string, ...texts: string[]) =>
    texts
        .map((text) => ({ text, match: fuzzy(typed, text) }))
        .filter(({ match }) => match !== undefined)
        .sort((one, other) => (other.match?.score ?? 0) - (one.match?.score ?? 0))[0]?.text;

const marked = (typed: string, text: string) =>
    fuzzy(typed, text)
        ?.at.map((at) => text[at])
        .join('');

describe('what was typed', () => {
    it('matches where all its letters are there in their order', () => {
        expect(fuzzy('gtt', 'Go to the timeline')).toBeDefined();
        expect(fuzzy('xyz', 'Go to the timeline')).toBeUndefined();
        expect(fuzzy('ba', 'ab')).toBeUndefined();
        expect(fuzzy('longer', 'long')).toBeUndefined();
        expect(fuzzy('', 'anything')).toEqual({ score: 0, at: [] });
    });

    it('prefers beginnings of words, and letters that stand together', () => {
        expect(first('gr', 'Change the order', 'Go to the requests')).toBe('Go to the requests');
        expect(first('theme', 'Go to the home of me', 'Theme: dark')).toBe('Theme: dark');
        expect(first('user', 'req.x-u-s-e-r', 'req.user-agent')).toBe('req.user-agent');
        expect(first('copy curl', 'Copy the request: As h2olog lines', 'Copy the request: As curl')).toBe(
            'Copy the request: As curl',
        );
    });

    it('tells which letters it found, each once and in order', () => {
        expect(fuzzy('gt', 'Go to')?.at).toEqual([0, 3]);
        expect(marked('tml', 'Go to the timeline')).toBe('tml');
        const at = fuzzy('aaa', 'banana anna')?.at ?? [];
        expect(new Set(at).size).toBe(3);
        expect(at).toEqual([...at].sort((one, other) => one - other));
    });
});
