import type { TopValue, ValueBucket } from '../../api/probes';
import { bytes, count, duration } from '../../ui/format';
import type { Unit } from '../../route';

/** A number as its unit wants it read; integers past 2^53 come as text and stay as they are. */
export function valueText(value: number | string, unit: Unit): string {
    if (typeof value === 'string') return value;
    switch (unit) {
        case 'bytes':
            return value < 0 ? count(value) : bytes(value);
        case 'ns':
            return duration(value);
        case 'us':
            return duration(value * 1e3);
        case 'ms':
            return duration(value * 1e6);
        case 'number':
            return Number.isInteger(value) ? count(value) : count(Number(value.toPrecision(4)));
    }
}

/** `16 – 31`, or the one value that a bucket holds. */
export function bucketText({ from, to }: ValueBucket, unit: Unit): string {
    return from === to ? valueText(from, unit) : `${valueText(from, unit)} – ${valueText(to, unit)}`;
}

/** The filter for what lies in a bucket. */
export function bucketFilter(argument: string, { from, to }: ValueBucket): string {
    return from === to ? `${argument} = ${from}` : `${argument} >= ${from} and ${argument} <= ${to}`;
}

/** The filter for one value. */
export function valueFilter(argument: string, { value, cut }: TopValue): string {
    if (typeof value === 'number' || (/^(0x[0-9a-f]+|-?\d+)$/.test(value) && value !== '')) {
        return `${argument} ${cut ? '^=' : '='} ${value}`;
    }
    return `${argument} ${cut ? '^=' : '='} ${quoted(value)}`;
}

export const quoted = (text: string) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

/** Both conditions; the same one is not written twice. */
export function joined(q: string, more: string): string {
    if (q.trim() === '') return more;
    if (q.includes(more)) return q;
    return /\bor\b/i.test(q) ? `(${q}) and ${more}` : `${q} and ${more}`;
}

const NUMERIC = new Set(['int', 'pointer', 'stream']);
export const numeric = (kind: string) => NUMERIC.has(kind);

/** What units a number may be meant in, guessed from its name: a person can say otherwise. */
export function likelyUnit(argument: string): Unit {
    if (/(^|_)(ns|nanos?|nsec)$/i.test(argument)) return 'ns';
    if (/(^|_)(us|usec|micros?)$/i.test(argument)) return 'us';
    if (/(^|_)(ms|msec|millis?)$/i.test(argument)) return 'ms';
    return /(^|_)(len|length|size|bytes|nbytes|byte_count)$/i.test(argument) ? 'bytes' : 'number';
}

/** The events of a probe as a statement: its arguments as columns. */
export function sqlText(probe: string, of: readonly { name: string; kind: string }[]): string {
    const text = (word: string) => `'${word.replaceAll("'", "''")}'`;
    const columns = of.map(({ name, kind }) => {
        const read = kind === 'int' || kind === 'stream' ? 'ARG_NUMBER' : 'ARG';
        return `${read}(arguments, ${text(name)}) AS "${name.replaceAll('"', '""')}"`;
    });
    const shown = columns.length === 0 ? 'arguments' : columns.join(',\n       ');
    return `SELECT at, ${shown}\nFROM event\nWHERE probe = ${text(probe)}\nORDER BY at DESC\nLIMIT 1000`;
}
