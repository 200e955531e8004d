import { bytes, duration, percent, rate } from '../../ui/format';

/** What a column counts, by its name: a span of time, bytes, a share; nothing that is known. */
export type Unit = 'bytes' | 'share' | { nanos: number };

const SPANS: readonly (readonly [pattern: RegExp, nanos: number])[] = [
    [/(^|_)(nanos|ns)$/, 1],
    [/(^|_)(micros|us)$/, 1e3],
    [/(^|_)(millis|ms)$/, 1e6],
    [/(^|_)(seconds|secs|s)$/, 1e9],
];

export function unitOf(name: string): Unit | undefined {
    const lower = name.toLowerCase();
    const span = SPANS.find(([pattern]) => pattern.test(lower));
    if (span !== undefined) return { nanos: span[1] };
    if (/^verdict_|(^|_)(share|ratio|loss|spurious)$/.test(lower)) return 'share';
    if (/(^|_)(bytes|size|cwnd)$|^bytes_/.test(lower)) return 'bytes';
    return undefined;
}

/** A number on an axis or under the pointer: with its unit, where it has one. */
export function amount(n: number, unit: Unit | undefined): string {
    const [sign, size] = [n < 0 ? '−' : '', Math.abs(n)];
    if (unit === undefined)
        return sign + (size >= 1000 || Number.isInteger(size) ? rate(size) : String(Number(size.toPrecision(3))));
    if (n === 0) return unit === 'share' ? '0%' : '0';
    if (unit === 'bytes') return sign + bytes(size);
    if (unit === 'share') return sign + percent(size);
    return duration(n * unit.nanos);
}
