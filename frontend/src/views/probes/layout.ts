import type { ValueBucket } from '../../api/probes';

/** The outline of counts as bars beside each other, for an SVG path. */
export function barPath(counts: readonly number[], width: number, height: number): string {
    const most = Math.max(0, ...counts);
    if (most === 0 || counts.length === 0) return '';
    const each = width / counts.length;
    const gap = each > 3 ? 1 : 0;
    return counts
        .map((count, i) => {
            if (count === 0) return '';
            const tall = Math.max(1, (count / most) * height);
            return `M${round(i * each)} ${height}v${round(-tall)}h${round(each - gap)}v${round(tall)}z`;
        })
        .join('');
}

const round = (n: number) => Number(n.toFixed(2));

/** How a value stands on an axis: by its power of two where the least and the most are far apart. */
export interface Scale {
    log: boolean;
    low: number;
    high: number;
    at: (value: number) => number;
}

const FAR = 200;

/** From 0 at the bottom to 1 at the top. */
export function scaleOf(least: number, most: number): Scale {
    const log = least >= 0 && most / Math.max(1, least) > FAR;
    if (log) {
        const low = Math.log2(least + 1);
        const span = Math.max(1e-9, Math.log2(most + 1) - low);
        return { log, low: least, high: most, at: (value) => (Math.log2(Math.max(0, value) + 1) - low) / span };
    }
    const low = least >= 0 && least < most / 2 ? 0 : least;
    const span = Math.max(1e-9, most - low);
    return { log, low, high: Math.max(most, low + 1e-9), at: (value) => (value - low) / span };
}

/** Round values to write at an axis. */
export function marksOf({ log, low, high }: Scale, wanted: number): number[] {
    if (log) {
        const marks: number[] = low < 1 && high < 64 ? [0] : [];
        const powers = Math.max(1, Math.ceil(Math.log2(high + 1) / wanted));
        for (let power = 0; 2 ** power <= high; power += powers) if (2 ** power >= low) marks.push(2 ** power);
        return marks;
    }
    const rough = (high - low) / wanted;
    if (!(rough > 0)) return [low];
    const ten = 10 ** Math.floor(Math.log10(rough));
    const step = ([1, 2, 5, 10].find((each) => each * ten >= rough) ?? 10) * ten;
    const marks: number[] = [];
    for (let mark = Math.ceil(low / step) * step; mark <= high * 1.0001; mark += step) marks.push(mark);
    return marks;
}

/** The moment of a nanosecond offset from another, to the nanosecond. */
export function momentAt(origin: string, offsetNanos: number): string {
    const [seconds = '', fraction = ''] = origin.replace('Z', '').split('.');
    const nanos = BigInt(Date.parse(`${seconds}Z`)) * 1_000_000n + BigInt(fraction.padEnd(9, '0') || '0');
    const at = nanos + BigInt(Math.round(offsetNanos));
    const rest = ((at % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n;
    const whole = new Date(Number((at - rest) / 1_000_000n)).toISOString().slice(0, 19);
    return `${whole}.${String(rest).padStart(9, '0')}Z`;
}

/** The other way round: how far behind the origin a moment is. */
export function offsetOf(origin: string, moment: string): number {
    return Number(nanosOf(moment) - nanosOf(origin));
}

function nanosOf(moment: string): bigint {
    const [seconds = '', fraction = ''] = moment.replace('Z', '').split('.');
    return BigInt(Date.parse(`${seconds}Z`)) * 1_000_000n + BigInt(fraction.padEnd(9, '0') || '0');
}

/** How many events each probe had, and when that was asked, in milliseconds. */
export interface Seen {
    at: number;
    events: ReadonlyMap<string, number>;
}

/** Events a second between two answers; a probe that fired first since then began from none. */
export function ratesBetween(before: Seen | undefined, now: Seen): Map<string, number> {
    if (before === undefined || now.at <= before.at) return new Map();
    const seconds = (now.at - before.at) / 1000;
    return new Map(
        [...now.events].map(([probe, events]) => [
            probe,
            Math.max(0, (events - (before.events.get(probe) ?? 0)) / seconds),
        ]),
    );
}

/** A histogram in powers of two with the steps that hold nothing, so that a gap in the values is seen as one. */
export function withEmpty(buckets: readonly ValueBucket[]): ValueBucket[] {
    return buckets.flatMap((bucket, i) => {
        const before = buckets[i - 1];
        const empty: ValueBucket[] = [];
        if (before === undefined || !Number.isSafeInteger(before.to) || !Number.isSafeInteger(bucket.from))
            return [bucket];
        for (let from = Number(before.to) + 1; from < Number(bucket.from); ) {
            const to = from > 0 ? 2 * from - 1 : from === 0 ? 0 : -Math.floor((1 - from) / 2);
            empty.push({ from, to, count: 0 });
            from = to + 1;
        }
        return [...empty, bucket];
    });
}
