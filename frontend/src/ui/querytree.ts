/** A query's structure with the places of its parts in the text, as the server reads it. */
export type Query =
    | { kind: 'and' | 'or'; from: number; to: number; parts: Query[] }
    | { kind: 'not'; from: number; to: number; of: Query }
    | { kind: 'brackets' | 'connection'; from: number; to: number; of: Query }
    | { kind: 'condition'; from: number; to: number; field: string; operator: string; value: string }
    | { kind: 'word'; from: number; to: number; word: string };

type Kind = 'word' | 'quoted' | 'value' | 'operator' | '(' | ')' | 'end';

interface Token {
    kind: Kind;
    text: string;
    from: number;
    to: number;
}

const OPERATORS = ['~', '!=', '<=', '>=', '^=', '=~', '=', '<', '>'];

/** Thrown within, never out of, this file: what is wrong, and where, the server says. */
class Unreadable extends Error {}

const operatorAt = (text: string, at: number) => OPERATORS.find((sign) => text.startsWith(sign, at));
const blank = (letter: string | undefined) => letter !== undefined && /\s/.test(letter);

function tokens(text: string): Token[] {
    const found: Token[] = [];
    let at = 0;
    while (found.at(-1)?.kind !== 'end') {
        while (blank(text[at])) at++;
        const token = next(text, at, found.at(-1)?.kind === 'operator');
        found.push(token);
        at = token.to;
    }
    return found;
}

/** What follows an operator goes to the next blank, so that `path = /a?b=(c)` needs no quotes. */
function next(text: string, from: number, value: boolean): Token {
    const first = text[from];
    if (first === undefined) return { kind: 'end', text: '', from, to: from };
    if (first === '"' || first === "'") return quotedAt(text, from, value ? 'value' : 'quoted');
    if (value && first !== ')') return bareValue(text, from);
    if (first === '(' || first === ')') return { kind: first, text: first, from, to: from + 1 };
    const operator = operatorAt(text, from);
    if (operator !== undefined) return { kind: 'operator', text: operator, from, to: from + operator.length };
    return wordAt(text, from);
}

/** To the next blank, or to a bracket that closes one before it. */
function bareValue(text: string, from: number): Token {
    let to = from;
    for (let open = 0; to < text.length && !blank(text[to]); to++) {
        open += text[to] === '(' ? 1 : text[to] === ')' ? -1 : 0;
        if (open < 0) break;
    }
    return { kind: 'value', text: text.slice(from, to), from, to };
}

function wordAt(text: string, from: number): Token {
    let to = from;
    while (
        to < text.length &&
        !blank(text[to]) &&
        !'()'.includes(text[to] ?? '') &&
        operatorAt(text, to) === undefined
    ) {
        if (text[to] === '"' && text[to - 1] === '.' && to > from) {
            const name = quotedAt(text, to, 'word');
            return { ...name, text: text.slice(from, to) + name.text, from };
        }
        to++;
    }
    return { kind: 'word', text: text.slice(from, to), from, to };
}

function quotedAt(text: string, from: number, kind: Kind): Token {
    const quote = text[from];
    let inner = '';
    for (let at = from + 1; at < text.length; at++) {
        if (text[at] === quote) return { kind, text: inner, from, to: at + 1 };
        if (text[at] === '\\' && (text[at + 1] === quote || text[at + 1] === '\\')) at++;
        inner += text[at];
    }
    throw new Unreadable();
}

/** By descent: `or` binds weakest, then `and` (which may be left out), then `not`. */
class Parser {
    private at = 0;

    constructor(private readonly tokens: Token[]) {}

    whole(): Query {
        const query = this.either();
        if (this.peek().kind !== 'end') throw new Unreadable();
        return query;
    }

    private peek(): Token {
        return this.tokens[Math.min(this.at, this.tokens.length - 1)] as Token;
    }

    private take(): Token {
        const token = this.peek();
        this.at++;
        return token;
    }

    private sees(word: string): boolean {
        return this.peek().kind === 'word' && this.peek().text.toLowerCase() === word;
    }

    private either(): Query {
        const parts = [this.all()];
        while (this.sees('or')) {
            this.take();
            parts.push(this.all());
        }
        return joined('or', parts);
    }

    private all(): Query {
        const parts = [this.not()];
        while (!this.sees('or') && this.peek().kind !== ')' && this.peek().kind !== 'end') {
            if (this.sees('and')) this.take();
            parts.push(this.not());
        }
        return joined('and', parts);
    }

    private not(): Query {
        if (!this.sees('not')) return this.primary();
        const { from } = this.take();
        const of = this.not();
        return { kind: 'not', from, to: of.to, of };
    }

    private primary(): Query {
        const token = this.take();
        if (token.kind === '(') return this.brackets('brackets', token.from);
        if (token.kind === 'quoted') return { kind: 'word', from: token.from, to: token.to, word: token.text };
        if (token.kind !== 'word' || /^(and|or)$/i.test(token.text)) throw new Unreadable();
        if (token.text.toLowerCase() === 'connection' && this.peek().kind === '(') {
            this.take();
            return this.brackets('connection', token.from);
        }
        if (this.peek().kind !== 'operator') return { kind: 'word', from: token.from, to: token.to, word: token.text };
        const operator = this.take().text;
        const value = this.take();
        if (value.kind !== 'value') throw new Unreadable();
        const field = token.text.toLowerCase();
        return { kind: 'condition', from: token.from, to: value.to, field, operator, value: value.text };
    }

    private brackets(kind: 'brackets' | 'connection', from: number): Query {
        const of = this.either();
        const close = this.take();
        if (close.kind !== ')') throw new Unreadable();
        return { kind, from, to: close.to, of };
    }
}

function joined(kind: 'and' | 'or', parts: Query[]): Query {
    const [first] = parts;
    if (parts.length === 1 && first !== undefined) return first;
    return { kind, from: first?.from ?? 0, to: parts.at(-1)?.to ?? 0, parts };
}

/** Undefined for the empty query, and for one that cannot be read. */
export function parsed(text: string): Query | undefined {
    try {
        return text.trim() === '' ? undefined : new Parser(tokens(text)).whole();
    } catch (reason) {
        if (reason instanceof Unreadable) return undefined;
        throw reason;
    }
}

/** The same for queries that mean the same but for blanks, quotes and needless brackets. */
export function canonical(query: Query): string {
    switch (query.kind) {
        case 'and':
        case 'or':
            return `(${query.parts.map(canonical).join(` ${query.kind} `)})`;
        case 'not':
            return `not ${canonical(query.of)}`;
        case 'brackets':
            return canonical(query.of);
        case 'connection':
            return `connection(${canonical(query.of)})`;
        case 'condition':
            return `${query.field} ${query.operator} ${JSON.stringify(query.value)}`;
        case 'word':
            return `${query.word.toLowerCase()}`;
    }
}
