import { describe, expect, it } from 'vitest';
import type { Series, SeriesColumns } from '../../../api';
import { bandsOf, busyInstants, packetsIn } from './bands';
import type { View } from './layout';
import { scaleOf } from './scale';

const column = (pairs: [number, number][]): SeriesColumns => ({
    unit: 'count',
    index: pairs.map(([index]) => index),
    min: [],
    max: [],
    last: [],
    count: [],
    sum: pairs.map(([, sum]) => sum),
});

const series: Series = {
    from: '2026-11-19T20:06:48.625000000Z',
    offsetNanos: 4096,
    bucketNanos: 1024,
    buckets: 5000,
    exact: true,
    notes: [],
    series: {
        sentPackets: column(Array.from({ length: 5000 }, (_, i) => [i, (i * 7) % 30])),
        receivedPackets: column([
            [10, 4],
            [4999, 1],
        ]),
        lostPackets: column([[2500, 1]]),
    },
};
const total = (rows: Float32Array) => rows.reduce((sum, each) => sum + each, 0);
const whole: View = { fromPlace: 0, toPlace: 6e6, height: 400, clientX: 0, serverX: 1 };

describe('bands', () => {
    const scale = scaleOf(busyInstants(series), { kind: 'time', idleNanos: 1e9 });

    it('hold every packet of the window, whatever its height', () => {
        for (const height of [40, 400, 9000]) {
            const bands = bandsOf(series, scale, { ...whole, height });
            const told = series.series['sentPackets']?.sum.reduce((a, b) => a + b, 0) ?? 0;
            expect(total(bands.sent)).toBeCloseTo(told, -1);
            expect(total(bands.received)).toBeCloseTo(5, 3);
        }
    });

    it('keep a single loss among thousands', () => {
        const { lost } = bandsOf(series, scale, whole);
        expect([...lost].filter((each) => each > 0).length).toBeGreaterThan(0);
        expect(total(lost)).toBeCloseTo(1, 5);
    });

    it('tell the window’s own part where it begins and ends within', () => {
        const from = 4096 + 1024 * 2500;
        const bands = bandsOf(series, scale, { ...whole, fromPlace: from, toPlace: from + 1024 * 10 });
        const told = series.series['sentPackets']?.sum.slice(2500, 2510).reduce((a, b) => a + b, 0) ?? 0;
        expect(total(bands.sent)).toBeCloseTo(told, 2);
    });

    it('count as the series does', () => {
        const few = { ...series, series: { ...series.series, sentPackets: column([[3, 9]]) } };
        expect(packetsIn(few, { from: 0, to: 1e9 })).toEqual({ packets: 14, lost: 1 });
        expect(packetsIn(few, { from: 4096 + 1024 * 4, to: 4096 + 1024 * 11 })).toEqual({ packets: 4, lost: 0 });
    });
});
