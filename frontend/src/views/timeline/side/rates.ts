import type { Overview } from '../../../api';
import type { Span } from '../../../ui/timeaxis';

/** What a bucket of time counted, as a row. */
export interface RateRow {
    at: number;
    bucketNanos: number;
    requests: number;
    status: Readonly<Record<string, number>>;
    lost: number;
}

const COLUMNS = ['2xx', '3xx', '4xx', '5xx', 'none'] as const;
export const RATE_COLUMNS: readonly string[] = COLUMNS;

/** The buckets in which something happened, of the best there is for each stretch. */
export function ratesOf(parts: readonly (Span & { of: Overview })[]): RateRow[] {
    const rows: RateRow[] = [];
    for (const { from, to, of } of [...parts].sort((a, b) => a.from - b.from)) {
        of.counts.index.forEach((bucket, i) => {
            const at = of.from + bucket * of.bucketNanos;
            if (at + of.bucketNanos <= from || at >= to) return;
            const status: Record<string, number> = {};
            let requests = 0;
            for (const [name, counts] of Object.entries(of.counts.status)) {
                status[name] = counts[i] ?? 0;
                requests += counts[i] ?? 0;
            }
            rows.push({ at, bucketNanos: of.bucketNanos, requests, status, lost: lostIn(of, at) });
        });
    }
    return rows;
}

/** A loss is told where it began. */
const lostIn = ({ losses, bucketNanos }: Overview, at: number): number =>
    losses.reduce(
        (sum, { fromOffsetNanos, count }) =>
            sum + (fromOffsetNanos >= at && fromOffsetNanos < at + bucketNanos ? (count ?? 0) : 0),
        0,
    );
