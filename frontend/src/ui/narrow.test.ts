import { describe, expect, it } from 'vitest';
import { opposite, standing, subjectOf, toggled, toggledOut, withoutSubject } from './narrow';
import { parts, without } from './query';

const texts = (query: string) => parts(query).map(({ text }) => text);

describe('what a query demands', () => {
    it('is told part by part, as it is written', () => {
        expect(texts('status >= 500 and method = GET')).toEqual(['status >= 500', 'method = GET']);
        expect(texts('status >= 500  method=GET timeout')).toEqual(['status >= 500', 'method=GET', 'timeout']);
        expect(texts('a or b')).toEqual(['a or b']);
        expect(texts('(a or b) and not path = "x and y"')).toEqual(['(a or b)', 'not path = "x and y"']);
        expect(texts('path = /a?b=(c) and d')).toEqual(['path = /a?b=(c)', 'd']);
        expect(texts('req."a) or (b" = "\\" and " x')).toEqual(['req."a) or (b" = "\\" and "', 'x']);
    });

    it('is one part where it cannot be read', () => {
        expect(texts(' status >= and ( ')).toEqual(['status >= and (']);
        expect(texts('path = "open')).toEqual(['path = "open']);
        expect(texts('')).toEqual([]);
    });

    it('says what is asked of the connection', () => {
        expect(parts('connection(sni ~ "a") and not connection(pid = 4) b').map((part) => part.onConnection)).toEqual([
            true,
            true,
            false,
        ]);
    });

    it('loses a part and nothing else', () => {
        const query = 'a  and  path = "x or y" timeout';
        const [first, second, third] = parts(query);
        expect(without(query, first!)).toBe('path = "x or y" timeout');
        expect(without(query, second!)).toBe('a  and  timeout');
        expect(without(query, third!)).toBe('a  and  path = "x or y"');
        expect(without('a', parts('a')[0]!)).toBe('');
    });
});

describe('a facet', () => {
    it('adds its condition, and takes it away again', () => {
        for (const query of ['', 'a', 'a and b', '(a or b) and c', 'path = /x(y) b']) {
            const narrowed = toggled(query, 'method = "GET"');
            expect(standing(narrowed, 'method = GET')).toBe('asked');
            expect(toggled(narrowed, 'method = "GET"')).toBe(query);
        }
        expect(toggled('a or b', 'method = GET')).toBe('(a or b) and method = GET');
    });

    it('asks for several values of one field as one or the other', () => {
        expect(toggled('method = GET', 'method = POST')).toBe('method = GET or method = POST');
        expect(toggled('method = GET or method = POST', 'method = PUT')).toBe(
            'method = GET or method = POST or method = PUT',
        );
        expect(toggled('a and method = GET and b', 'method = POST')).toBe(
            'a and (method = GET or method = POST) and b',
        );
        expect(toggled('a and (method = GET or method = POST)', 'method = PUT')).toBe(
            'a and (method = GET or method = POST or method = PUT)',
        );
        expect(toggled('a and (path = /x(', 'b')).toBe('a and (path = /x( and b');
    });

    it('takes one of several away, and the brackets with the last', () => {
        const three = 'a and (method = GET or method = POST or method = PUT) and b';
        const two = toggled(three, 'method = POST');
        expect(two).toBe('a and (method = GET or method = PUT) and b');
        expect(toggled(two, 'method = PUT')).toBe('a and method = GET and b');
        expect(toggled('method = GET or method = POST', 'method = GET')).toBe('method = POST');
    });

    it('leaves alone what someone wrote otherwise', () => {
        expect(toggled('status >= 500', 'status = 404')).toBe('status >= 500 and status = 404');
        expect(toggled('(method = GET or timeout)', 'method = PUT')).toBe('(method = GET or timeout) and method = PUT');
        expect(toggled('(status = 200 or status = 304)', 'status = 404')).toBe(
            '(status = 200 or status = 304 or status = 404)',
        );
    });

    it('does not let a bare value take the bracket behind it', () => {
        expect(texts(toggled('a and path = /x(y', 'path = /z'))).toEqual(['a', '(path = /x(y or path = /z)']);
        expect(texts(toggled('a and path = /z', 'path = /x(y'))).toEqual(['a', '(path = /z or path = /x(y )']);
    });

    it('excludes, lets in again, and goes from one to the other', () => {
        expect(toggledOut('a', 'method = GET')).toBe('a and not method = GET');
        expect(standing('a and not method = GET', 'method = "GET"')).toBe('excluded');
        expect(toggledOut('a and not method = GET', 'method = GET')).toBe('a');
        expect(toggledOut('a and method = GET', 'method = GET')).toBe('a and not method = GET');
        expect(toggled('a and not method = GET', 'method = GET')).toBe('a and method = GET');
        expect(toggledOut('a', 'not sni')).toBe('a and sni');
        expect(opposite('a or b')).toBe('not (a or b)');
    });

    it('knows what a condition is about, and what is left without it', () => {
        expect(subjectOf('connection(sni = "x")')).toBe('connection(sni)');
        expect(subjectOf('not connection(sni)')).toBe('connection(sni)');
        expect(subjectOf('status >= 500')).toBe('');
        expect(withoutSubject('connection(sni) and not connection(sni = "x") and a', 'connection(sni)')).toBe('a');
        expect(withoutSubject('a and (method = GET or method = PUT) and not method = HEAD', 'method')).toBe('a');
        expect(withoutSubject('method = GET', 'method')).toBe('');
        expect(withoutSubject('sni and not sni = "x" and b', 'sni')).toBe('b');
        expect(withoutSubject('status >= 500 and status = 503', 'status')).toBe('status >= 500');
    });
});
