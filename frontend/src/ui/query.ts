import { parsed } from './querytree';
import { bare, closed, cut, same, top } from './queryparts';

/** A value as the query language takes it: in quotes, unless it is a bare number. */
export function quoted(value: string): string {
    return `"${value.replace(/[\\"]/g, '\\$&')}"`;
}

/** How a header is asked for; a name that is none of HTTP's stands in quotes. */
export function headerField(way: 'req' | 'res', name: string): string {
    return `${way}.${/^[\w:-]+$/.test(name) ? name : quoted(name)}`;
}

/** One of the conditions that must all hold, as it is written. */
export interface Part {
    text: string;
    from: number;
    to: number;
    /** Whether it is asked of the request's connection. */
    onConnection: boolean;
}

/** What a query demands, part by part; one that cannot be read is one part. */
export function parts(query: string): Part[] {
    return top(query).map(({ of, from, to }) => ({
        text: query.slice(from, to),
        from,
        to,
        onConnection: of !== undefined && bare(of).kind === 'connection',
    }));
}

/** A query with one more condition that must hold too; what was an `or` is bracketed first. */
export function withCondition(query: string, condition: string): string {
    const old = query.trim();
    if (old === '') return condition;
    if (top(old).some(({ of }) => of !== undefined && same(of, condition))) return old;
    const added = parsed(condition)?.kind === 'or' ? `(${closed(condition)})` : condition;
    return parsed(old)?.kind === 'or' ? `(${closed(old)}) and ${added}` : `${old} and ${added}`;
}

/** The query with one of its parts taken away; the others stay as they were written. */
export function without(query: string, part: { from: number; to: number }): string {
    const all = top(query);
    const gone = all.findIndex(({ from, to }) => from === part.from && to === part.to);
    return gone < 0 ? query : cut(query, all, gone, { from: 0, to: query.length }).trim();
}

export interface Edit {
    text: string;
    caret: number;
}

/** The query once a completion has taken the place of `text[from, to)`; a space follows where nothing does. */
export function completed(text: string, from: number, to: number, item: string): Edit {
    const rest = text.slice(to);
    const gap = rest === '' && !item.endsWith('.') && !item.endsWith(' ') ? ' ' : '';
    return { text: text.slice(0, from) + item + gap + rest, caret: from + item.length + gap.length };
}

/** A text cut in three, so that its faulty middle can be marked; a fault at the end marks one place beyond. */
export function around(text: string, from: number, to: number): [string, string, string] {
    const start = Math.max(0, Math.min(from, text.length));
    const end = Math.max(start, Math.min(to, text.length));
    return [
        text.slice(0, start),
        start === end ? text.slice(start, start + 1) || ' ' : text.slice(start, end),
        text.slice(start === end ? start + 1 : end),
    ];
}
