import type { ProbeArgument } from '../../api';

/** One argument as the grammar writes it: `sql:str`, `buffer:buf(len)`. */
export interface WrittenArgument {
    name: string;
    kind: string;
}

/** What is traced, taken apart: `p:libc.so.6:strlen(s:str)`. */
export interface Spec {
    /** `u`, `p`, `r`, `t` or "". */
    prefix: string;
    place: string;
    name: string;
    /** undefined: as they are known. */
    arguments: readonly WrittenArgument[] | undefined;
}

export const KINDS: readonly (readonly [kind: string, words: string])[] = [
    ['int', 'number'],
    ['i32', 'number, 32 bits'],
    ['u32', 'number, 32 bits, no sign'],
    ['i64', 'number, 64 bits'],
    ['u64', 'number, 64 bits, no sign'],
    ['i16', 'number, 16 bits'],
    ['u16', 'number, 16 bits, no sign'],
    ['i8', 'number, 8 bits'],
    ['u8', 'number, 8 bits, no sign'],
    ['ptr', 'pointer'],
    ['str', 'text, ends with NUL'],
    ['buf', 'bytes, of a length'],
    ['sockaddr', 'socket address'],
];
const WORDS = new Set(KINDS.map(([kind]) => kind));

const SPEC = /^(?:([uprt]):)?([^\s():]+):([^\s():]+)(?:\((.*)\))?$/;
const ARGUMENT = /^\w+$/;

/** Undefined for what is no single probe: a glob alone, what begins with `!`, or what nobody understands. */
export function parseSpec(text: string): Spec | undefined {
    const match = SPEC.exec(text.trim());
    if (match === null || text.trim().startsWith('!')) return undefined;
    const [, prefix = '', place = '', name = '', inner] = match;
    return { prefix, place, name, arguments: inner === undefined ? undefined : argumentsOf(inner) };
}

function argumentsOf(inner: string): WrittenArgument[] {
    return inner
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== '')
        .map((part, i) => {
            const colon = part.indexOf(':');
            if (colon >= 0) return { name: part.slice(0, colon).trim(), kind: part.slice(colon + 1).trim() };
            const word = part.replace(/\(.*\)$/, '');
            return WORDS.has(word) ? { name: `arg${i}`, kind: part } : { name: part, kind: 'int' };
        });
}

export function formatSpec({ prefix, place, name, arguments: of }: Spec): string {
    const inner = of === undefined ? '' : `(${of.map(({ name, kind }) => `${name}:${kind}`).join(', ')})`;
    return `${prefix === '' ? '' : `${prefix}:`}${place}:${name}${inner}`;
}

/** What of the arguments cannot be sent, or "". */
export function wrongArguments(of: readonly WrittenArgument[]): string {
    if (of.length > 12) return 'At most 12 arguments of a probe are read.';
    for (const { name, kind } of of) {
        if (!ARGUMENT.test(name)) return `“${name}” is no name: letters, digits and _ only.`;
        if (of.filter((other) => other.name === name).length > 1) return `Two arguments are called ${name}.`;
        const length = /^buf\((\w*)\)$/.exec(kind)?.[1];
        if (kind.startsWith('buf') && (length === undefined || length === ''))
            return `${name} needs a length: a number of bytes, or the name of the argument that holds it.`;
        if (length !== undefined && !/^\d+$/.test(length) && !of.some((other) => other.name === length))
            return `No argument is called ${length}, which is to hold the length of ${name}.`;
    }
    return '';
}

const WRITTEN: Record<string, string> = {
    int: 'int',
    pointer: 'ptr',
    string: 'str',
    sockaddr: 'sockaddr',
    stream: 'ptr',
};

/** What is known of arguments, as it can be written and then changed. */
export function writtenOf(known: readonly ProbeArgument[]): WrittenArgument[] {
    return known.map(({ name, kind }) => ({ name, kind: WRITTEN[kind] ?? 'ptr' }));
}

/** Whether an argument's values show what people wrote or sent, rather than numbers. */
export const revealing = (of: readonly WrittenArgument[] | undefined) =>
    of === undefined || of.some(({ kind }) => /^(str|buf|sockaddr)/.test(kind));

/** Each text once, without blanks around it. */
export const cleaned = (texts: readonly string[]): string[] => [
    ...new Set(texts.map((text) => text.trim()).filter((text) => text !== '')),
];
