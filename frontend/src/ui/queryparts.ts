import { canonical, parsed, type Query } from './querytree';

export interface Top {
    of: Query | undefined;
    from: number;
    to: number;
}

/** What must all hold; a query that cannot be read is one that nothing is known of. */
export function top(query: string): Top[] {
    const tree = parsed(query);
    const whole = query.trim();
    const start = query.indexOf(whole);
    if (tree === undefined) return whole === '' ? [] : [{ of: undefined, from: start, to: start + whole.length }];
    return (tree.kind === 'and' ? tree.parts : [tree]).map((of) => ({ of, from: of.from, to: of.to }));
}

export const bare = (query: Query): Query =>
    query.kind === 'brackets' ? bare(query.of) : query.kind === 'not' ? bare(query.of) : query;
export const inside = (query: Query): Query => (query.kind === 'brackets' ? inside(query.of) : query);

/** The choices that a part offers: those of an `or`, or it alone. */
export function choices(query: Query): Query[] {
    const inner = inside(query);
    return inner.kind === 'or' ? inner.parts : [inner];
}

/** What it asks for any value of: a bare field, perhaps of the connection. */
export function present(query: Query): string | undefined {
    const inner = inside(query);
    const of = inner.kind === 'connection' ? inside(inner.of) : inner;
    return of.kind === 'word' ? canonical(inner) : undefined;
}

/** What a condition is about, where it asks for one value or that there is none: only such can take turns. */
export function subject(query: Query): string | undefined {
    const inner = inside(query);
    if (inner.kind === 'condition') return inner.operator === '=' ? inner.field : undefined;
    if (inner.kind === 'connection') {
        const of = subject(inner.of);
        return of === undefined ? undefined : `connection(${of})`;
    }
    if (inner.kind === 'not') return present(inner.of);
    return undefined;
}

export const same = (query: Query, text: string): boolean => {
    const other = parsed(text);
    return other !== undefined && canonical(query) === canonical(other);
};

/** Fit for a bracket behind it: a value that ends bare would take it for its own where it has opened one. */
export function closed(text: string): string {
    const last = /\S*$/.exec(text)?.[0] ?? '';
    const open = last.split('(').length - last.split(')').length;
    return open > 0 && !/["']$/.test(last) ? `${text} ` : text;
}

/** Takes one of several out, together with the word that joined it to a neighbour. */
export function cut(
    text: string,
    all: readonly { from: number; to: number }[],
    gone: number,
    of: { from: number; to: number },
) {
    const [before, here, after] = [all[gone - 1], all[gone], all[gone + 1]];
    if (after !== undefined) return text.slice(0, here?.from ?? of.from) + text.slice(after.from);
    return text.slice(0, before?.to ?? of.from) + text.slice(here?.to ?? of.to);
}
