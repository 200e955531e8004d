import type { Series } from '../../../api';
import type { ColourName } from '../../../ui/colours';
import type { Pattern } from '../../../ui/patterns';
import type { Span } from '../../../ui/timeaxis';

export interface State {
    id: string;
    name: string;
    colour: ColourName;
    pattern: Pattern;
}

/** Which of them holds is one question, what holds the sender back another: a row each. A state before another wins a bucket. */
export const STATE_ROWS: readonly (readonly State[])[] = [
    [
        { id: 'recovery', name: 'recovery', colour: 'plot-lost', pattern: 'up' },
        { id: 'slow_start', name: 'slow start', colour: 'plot-sent', pattern: 'dots' },
        { id: 'avoidance', name: 'avoidance', colour: 'plot-acked', pattern: 'plain' },
    ],
    [
        { id: 'conn_blocked', name: 'blocked by the connection’s limit', colour: 'plot-cwnd', pattern: 'cross' },
        { id: 'stream_blocked', name: 'blocked by a stream’s limit', colour: 'plot-cwnd', pattern: 'down' },
        { id: 'cc_limited', name: 'limited by cwnd', colour: 'plot-inflight', pattern: 'lines' },
        { id: 'app_limited', name: 'application limited', colour: 'plot-stream-limit', pattern: 'plain' },
    ],
];

export interface Run extends Span {
    state: State;
}

const kept = new WeakMap<Series, Run[][]>();

/** What state held when, a list of stretches for each row. */
export function runsOf(series: Series): Run[][] {
    let runs = kept.get(series);
    if (runs === undefined) kept.set(series, (runs = STATE_ROWS.map((states) => rowRuns(series, states))));
    return runs;
}

/** A bucket belongs to the state that had most of it; recovery and blocked ones are seen however short they were. */
function rowRuns(series: Series, states: readonly State[]): Run[] {
    const most = new Float64Array(series.buckets + 1);
    const owner = new Int8Array(series.buckets + 1).fill(-1);
    states.forEach((state, s) => {
        const columns = series.series[state.id];
        columns?.index.forEach((bucket, i) => {
            const share = columns.sum[i] ?? 0;
            const weight = share > 0 && URGENT.has(state.id) ? 1 + share : share;
            if (weight <= (most[bucket] ?? 0)) return;
            most[bucket] = weight;
            owner[bucket] = s;
        });
    });
    const runs: Run[] = [];
    for (let bucket = 0; bucket < owner.length; bucket++) {
        const state = states[owner[bucket] ?? -1];
        if (state === undefined) continue;
        const from = series.offsetNanos + bucket * series.bucketNanos;
        const last = runs.at(-1);
        if (last?.state === state && last.to === from) last.to = from + series.bucketNanos;
        else runs.push({ state, from, to: from + series.bucketNanos });
    }
    return runs;
}

const URGENT = new Set(['recovery', 'conn_blocked', 'stream_blocked']);

/** What held at a moment, a name a row. */
export function statesAt(series: Series, at: number): string[] {
    return runsOf(series).flatMap((runs) =>
        runs.filter((run) => at >= run.from && at < run.to).map((run) => run.state.name),
    );
}
