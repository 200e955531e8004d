/** A value as the query language takes it: in quotes, unless it is a bare number. */
export function quoted(value: string): string {
    return `"${value.replace(/[\\"]/g, '\\$&')}"`;
}

/** How a header is asked for; a name that is none of HTTP's stands in quotes. */
export function headerField(way: 'req' | 'res', name: string): string {
    return `${way}.${/^[\w:-]+$/.test(name) ? name : quoted(name)}`;
}

/** A query with one more condition that must hold too; what was an `or` is bracketed first. */
export function withCondition(query: string, condition: string): string {
    const old = query.trim();
    if (old === '') return condition;
    if (old === condition || old.endsWith(` and ${condition}`) || old.startsWith(`${condition} and `)) return old;
    return hasOr(old) ? `(${old}) and ${condition}` : `${old} and ${condition}`;
}

/** Whether an `or` stands outside all brackets and quotes. */
function hasOr(query: string): boolean {
    let depth = 0;
    for (const [token] of query.matchAll(/"(?:\\.|[^"\\])*"|[()]|[^\s()"]+/g)) {
        if (token === '(') depth++;
        else if (token === ')') depth--;
        else if (depth === 0 && token.toLowerCase() === 'or') return true;
    }
    return false;
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
