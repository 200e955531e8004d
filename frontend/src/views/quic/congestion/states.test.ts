import { expect, it } from 'vitest';
import type { Series } from '../../../api';
import { runsOf, statesAt } from './states';

const shares = (index: number[], sum: number[]) => ({
    unit: 'share' as const,
    index,
    min: sum,
    max: sum,
    last: sum,
    count: sum,
    sum,
});

const series: Series = {
    from: '',
    offsetNanos: 1000,
    bucketNanos: 10,
    buckets: 6,
    exact: true,
    notes: [],
    series: {
        slow_start: shares([0, 1, 2], [1, 1, 0.95]),
        recovery: shares([2, 3], [0.05, 1]),
        conn_blocked: shares([4], [0.01]),
        app_limited: shares([0, 1, 2, 3, 4, 5], [1, 1, 1, 1, 0.99, 1]),
    },
};

it('joins buckets of one state, and shows recovery and what is blocked however short', () => {
    const [phases, limits] = runsOf(series);
    expect(phases?.map((run) => [run.state.id, run.from, run.to])).toEqual([
        ['slow_start', 1000, 1020],
        ['recovery', 1020, 1040],
    ]);
    expect(limits?.map((run) => run.state.id)).toEqual(['app_limited', 'conn_blocked', 'app_limited']);
    expect(statesAt(series, 1045)).toEqual(['blocked by the connection’s limit']);
});
