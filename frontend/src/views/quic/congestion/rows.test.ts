import { expect, it } from 'vitest';
import type { Series } from '../../../api';
import { cell, rowAt, rowsOf } from './rows';

const of = (index: number[], values: number[]) => ({
    unit: 'bytes' as const,
    index,
    min: values,
    max: values,
    last: values,
    count: values.map(() => 2),
    sum: values,
});

const series: Series = {
    from: '',
    offsetNanos: 1000,
    bucketNanos: 10,
    buckets: 9,
    exact: true,
    notes: [],
    series: { sent: of([1, 4], [500, 700]), cwnd: of([2], [9000]) },
};

it('is a row for each bucket in which something happened, with what still holds', () => {
    const rows = rowsOf([{ from: 1000, to: 1090, series }], ['sent', 'cwnd']);
    expect(rows.map((row) => row.at)).toEqual([1010, 1020, 1040]);
    const last = rows[2] ?? expect.unreachable();
    expect(cell(last, 'sent', false)).toEqual({ sum: 700, count: 2, least: 700, most: 700 });
    expect(cell(last, 'cwnd', true)).toEqual({ sum: 0, count: 0, least: 9000, most: 9000 });
    expect(rows.map((row) => cell(row, 'lost', false))).toEqual([undefined, undefined, undefined]);
    expect([1009, 1010, 1039, 5000].map((at) => rowAt(rows, at))).toEqual([-1, 0, 1, 2]);
});
