import { describe, expect, it } from 'vitest';
import type { Header, RequestDetail } from '../../../api';
import { characters } from './characters';
import { phasePairs, requestFacts } from './facts';
import { compareHeaders } from './headers';
import { compareText } from './text';

const header = (name: string, value: string, more: Partial<Header> = {}): Header => ({
    name,
    value,
    valueLength: value.length,
    truncated: false,
    masked: false,
    withheld: false,
    offsetNanos: 10,
    ...more,
});

const all = (...pairs: [string, string][]) => pairs.map(([name, value]) => header(name, value));
const kinds = (base: Header[], other: Header[]) =>
    compareHeaders(base, other).map(({ kind, name }) => `${kind} ${name}`);

describe('the headers of two requests', () => {
    it('are told as the same, changed, added and removed, in the order of the other', () => {
        const base = all(['a', '1'], ['gone', 'x'], ['b', '2'], ['c', '3']);
        const other = all(['a', '1'], ['b', '22'], ['new', 'y'], ['C', '3']);
        expect(kinds(base, other)).toEqual(['same a', 'removed gone', 'changed b', 'added new', 'same C']);
    });

    it('are told as moved where only their order is another', () => {
        const base = all(['a', '1'], ['b', '2'], ['c', '3'], ['d', '4']);
        const other = all(['d', '4'], ['a', '1'], ['b', '2'], ['c', '3']);
        expect(kinds(base, other)).toEqual(['moved d', 'same a', 'same b', 'same c']);
    });

    it('with one name are laid over those of one value first', () => {
        const base = all(['set-cookie', 'a'], ['set-cookie', 'b'], ['set-cookie', 'c']);
        const other = all(['set-cookie', 'b'], ['set-cookie', 'c'], ['set-cookie', 'd']);
        expect(kinds(base, other)).toEqual(['same set-cookie', 'same set-cookie', 'changed set-cookie']);
        expect(compareHeaders(base, other)[2]).toMatchObject({ base: { value: 'a' }, other: { value: 'd' } });
        expect(kinds(base, other.slice(0, 2))).toEqual(['removed set-cookie', 'same set-cookie', 'same set-cookie']);
    });

    it('differ where only what was masked, cut, or no text differs', () => {
        const differs = (one: Partial<Header>, two: Partial<Header>) =>
            compareHeaders([header('x', 'v', one)], [header('x', 'v', two)])[0]?.kind;
        expect(differs({ masked: true, valueLength: 9 }, { masked: true, valueLength: 12 })).toBe('changed');
        expect(differs({ valueHex: 'ff' }, { valueHex: 'fe' })).toBe('changed');
        expect(differs({ truncated: true, valueLength: 900 }, { truncated: true, valueLength: 900 })).toBe('same');
    });

    it('put together again make either side, whatever they are', () => {
        const names = ['a', 'b', 'c', 'd'];
        let seed = 7;
        const next = (n: number) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
        for (let round = 0; round < 200; round++) {
            const some = () => Array.from({ length: next(8) }, () => header(names[next(4)] ?? '', String(next(3))));
            const base = some();
            const other = some();
            const changes = compareHeaders(base, other);
            expect(changes.flatMap((change) => change.other ?? [])).toEqual(other);
            expect(new Set(changes.flatMap((change) => change.base ?? []))).toEqual(new Set(base));
            expect(compareHeaders(base, base).every(({ kind }) => kind === 'same')).toBe(true);
        }
    });
});

describe('two values', () => {
    const side = (one: string, other: string, kind: 'removed' | 'added') =>
        characters(one, other)
            .filter((piece) => piece.kind === 'same' || piece.kind === kind)
            .map(({ text }) => text)
            .join('');

    it('are compared by characters', () => {
        expect(characters('max-age=60, public', 'max-age=90, public')).toEqual([
            { kind: 'same', text: 'max-age=' },
            { kind: 'removed', text: '6' },
            { kind: 'added', text: '9' },
            { kind: 'same', text: '0, public' },
        ]);
        expect(characters('abc', 'abc')).toEqual([{ kind: 'same', text: 'abc' }]);
        expect(characters('', 'new')).toEqual([{ kind: 'added', text: 'new' }]);
        expect(characters('curl/7.88.1 x86_64', 'curl/8.2.0 x86_64')).toEqual([
            { kind: 'same', text: 'curl/' },
            { kind: 'removed', text: '7.88.1' },
            { kind: 'added', text: '8.2.0' },
            { kind: 'same', text: ' x86_64' },
        ]);
    });

    it('never cut a character in two', () => {
        expect(characters('a😀bc', 'a😁bc')).toEqual([
            { kind: 'same', text: 'a' },
            { kind: 'removed', text: '😀' },
            { kind: 'added', text: '😁' },
            { kind: 'same', text: 'bc' },
        ]);
    });

    it('are two texts as a whole where they have little in common', () => {
        expect(characters('/api/v2/profile/2100', '/assets/app.afb.js')).toEqual([
            { kind: 'removed', text: '/api/v2/profile/2100' },
            { kind: 'added', text: '/assets/app.afb.js' },
        ]);
    });

    it.each([
        ['kitten sitting', 'sitting kitten'],
        ['', ''],
        ['x'.repeat(3000), `${'x'.repeat(1500)}y${'z'.repeat(2000)}`],
        ['id=1; theme=dark; lang=en', 'lang=en; id=2; theme=dark'],
    ])('give back both sides', (one, other) => {
        expect(side(one, other, 'removed')).toBe(one);
        expect(side(one, other, 'added')).toBe(other);
    });
});

const detail = (part: Partial<RequestDetail>): RequestDetail => ({
    conn: 1,
    req: 1,
    at: '2026-11-20T20:06:46.000000001Z',
    protocol: 'HTTP/2',
    method: 'GET',
    scheme: 'https',
    authority: 'example.org',
    path: '/a',
    status: 200,
    durationNanos: 900,
    durationUntil: 'end',
    headers: 0,
    finished: true,
    gaps: [],
    requestHeaders: all(['a', '1'], ['b', '2']),
    responseHeaders: [],
    events: [],
    connection: null,
    verdict: null,
    ...part,
});

describe('two requests', () => {
    it('are compared fact by fact', () => {
        const facts = requestFacts(detail({}), detail({ status: 503, method: null }));
        expect(facts.filter(({ same }) => !same)).toEqual([
            { name: 'Method', base: 'GET', other: null, same: false, text: false },
            { name: 'Status', base: '200', other: '503', same: false, text: false },
        ]);
    });

    it('have their phases over one scale, also where one lacks some', () => {
        const slow = detail({ responseHeaders: [header('x', '', { offsetNanos: 5000 })], durationNanos: 9000 });
        const { pairs, end } = phasePairs(detail({}), slow);
        expect(end).toBe(9000);
        expect(pairs.map(({ kind, base, other }) => [kind, base !== undefined, other !== undefined])).toEqual([
            ['request', true, true],
            ['server', false, true],
            ['response', false, true],
            ['sending', false, true],
        ]);
    });

    it('are told as a text: what differs, and how much is the same', () => {
        const text = compareText(
            detail({ requestHeaders: all(['a', '1'], ['b', '2']) }),
            detail({
                req: 3,
                status: 503,
                requestHeaders: [header('b', '2'), header('a', '', { masked: true, valueLength: 8 })],
            }),
        );
        expect(text).toContain('--- 1/1 at ');
        expect(text).toContain('+++ 1/3 at ');
        expect(text).toContain('- Status: 200\n+ Status: 503\n');
        expect(text).toContain('- a: 1\n+ a:  [masked, was 8 bytes]\n');
        expect(text).not.toContain('Method');
    });
});
