/** A stretch of a statement that is not read as SQL: a text, a quoted name, a comment. */
const OPAQUE = /'(?:[^']|'')*(?:'|$)|"(?:[^"]|"")*(?:"|$)|\$\$[\s\S]*?(?:\$\$|$)|--[^\n]*|\/\/[^\n]*/y;
const PARAMETER = /:([A-Za-z_]\w*)/y;
const WORD = /[A-Za-z_]\w*/y;

export interface Place {
    name: string;
    from: number;
    to: number;
}

/** Every `:name` of a statement where it stands; what is in texts, names and comments is none, nor is `::type`. */
export function placesOf(sql: string): Place[] {
    const found: Place[] = [];
    for (let at = 0; at < sql.length; ) {
        const opaque = endOf(OPAQUE, sql, at);
        if (opaque > at) at = opaque;
        else if (sql.startsWith('/*', at)) at = commentEnd(sql, at);
        else if (sql.startsWith('::', at)) at += 2;
        else {
            PARAMETER.lastIndex = at;
            const match = PARAMETER.exec(sql);
            if (match !== null) found.push({ name: match[1] ?? '', from: at, to: PARAMETER.lastIndex });
            at = match !== null ? PARAMETER.lastIndex : Math.max(endOf(WORD, sql, at), at + 1);
        }
    }
    return found;
}

/** The names of its parameters, each once, as they first stand there. */
export const parametersOf = (sql: string): string[] => [...new Set(placesOf(sql).map(({ name }) => name))];

function endOf(pattern: RegExp, sql: string, at: number): number {
    pattern.lastIndex = at;
    return pattern.test(sql) ? pattern.lastIndex : at;
}

/** Comments may stand within one another. */
function commentEnd(sql: string, from: number): number {
    let depth = 0;
    for (let at = from; at < sql.length; at++) {
        if (sql.startsWith('/*', at)) {
            depth++;
            at++;
        } else if (sql.startsWith('*/', at)) {
            at++;
            if (--depth === 0) return at + 1;
        }
    }
    return sql.length;
}

/** The word or sign at a place that is wrong, to be underlined; at the end of the text the last one. */
export function faultAt(sql: string, position: number): { from: number; to: number } {
    const end = sql.trimEnd().length;
    const at = Math.max(0, Math.min(position, end - 1));
    const begin = at - (/\w*$/.exec(sql.slice(0, at))?.[0].length ?? 0);
    const word = /^\w+/.exec(sql.slice(begin))?.[0];
    return word === undefined || begin + word.length <= at
        ? { from: at, to: at + 1 }
        : { from: begin, to: begin + word.length };
}

const FROM = /\b(?:from|join)\s+([a-z_]\w*)|,\s*([a-z_]\w*)\s+(?:as\s+)?[a-z]\w*\b/gi;

/** The words behind FROM and JOIN: which views it reads, as far as that can be told while it is written. */
export function viewsIn(sql: string, known: readonly string[]): string[] {
    const named = [...sql.matchAll(FROM)].map((match) => (match[1] ?? match[2] ?? '').toLowerCase());
    return known.filter((name) => named.includes(name.toLowerCase()));
}
