import { describe, expect, it } from 'vitest';
import type { SqlType, SqlValue } from '../../../api';
import { sqlOf } from '../../../route';
import { amount, unitOf } from '../unit';
import { NONE, planOf } from './choose';
import { categoryModel, timeModel } from './model';

const USUAL = sqlOf().chart;
const answer = (heads: string, ...rows: SqlValue[][]) => ({
    columns: heads.split(' ').map((head) => {
        const [name = '', type = 'text'] = head.split(':');
        return { name, type: type as SqlType };
    }),
    rows,
});
const at = (second: number) => `2026-11-21T10:00:0${second}.000000001Z`;

describe('what is drawn of an answer', () => {
    it('goes by time where there is one, parted by what repeats in a moment', () => {
        const minutes = answer(
            'at:time status:number requests:number',
            [at(0), 200, 5],
            [at(0), 500, 1],
            [at(1), 200, 7],
        );
        expect(planOf(minutes, USUAL)).toEqual({ kind: 'time', x: 0, y: [2], series: 1, mark: 'bars' });
        expect(planOf(minutes, { ...USUAL, series: NONE })?.mark).toBe('points');
        expect(planOf(minutes, { ...USUAL, mark: 'line' })?.mark).toBe('line');
    });
    it('is a line where each moment has one number, and points where it has many', () => {
        expect(planOf(answer('at:time p99_ms:number', [at(0), 3], [at(1), 4]), USUAL)?.mark).toBe('line');
        expect(planOf(answer('at:time ms:number', [at(0), 3], [at(0), 4]), USUAL)?.mark).toBe('points');
    });
    it('goes by category else, and by an identity before an amount', () => {
        const paths = answer('session path requests:number', ['s', '/a', 5], ['s', '/b', 6]);
        expect(planOf(paths, USUAL)).toMatchObject({ kind: 'category', x: 1, y: [2] });
        expect(planOf(answer('status:number requests:number', [200, 5], [500, 6]), USUAL)).toMatchObject({
            x: 0,
            y: [1],
        });
    });
    it('is nothing where there is no number, or nothing to draw it by', () => {
        expect(planOf(answer('path name', ['/a', 'x']), USUAL)).toBeUndefined();
        expect(planOf(answer('requests:number', [1]), USUAL)).toBeUndefined();
        expect(planOf(answer('at:time n:number', [null, null]), USUAL)).toBeUndefined();
    });
});

describe('a chart over time', () => {
    it('keeps nanoseconds, says what it leaves out, and is as wide as its steps', () => {
        const given = answer('at:time n:number', [at(2), 5], [null, 7], [at(0), null], [at(0), 1], [at(1), '2']);
        const plan = planOf(given, USUAL);
        const model = plan && timeModel(given, plan);
        expect(model?.origin).toBe(at(0));
        expect(model?.left).toBe(2);
        expect(model?.step).toBe(1e9);
        expect([...(model?.series[0]?.at ?? [])]).toEqual([0, 1e9, 2e9]);
        expect([...(model?.series[0]?.n ?? [])]).toEqual([1, 2, 5]);
        expect([model?.least, model?.most]).toEqual([0, 5]);
    });
    it('draws the largest parts, and the others together, so that bars are as high as ever', () => {
        const rows = Array.from({ length: 10 }, (_, i): SqlValue[] => [at(0), `p${i}`, i + 1]);
        const given = answer('at:time path requests:number', ...rows);
        const plan = planOf(given, { ...USUAL, series: 'path', mark: 'bars' });
        const model = plan && timeModel(given, plan);
        expect(model?.series.map(({ name }) => name)).toEqual(['p9', 'p8', 'p7', 'p6', 'p5', '5 others']);
        expect(model?.most).toBe(55);
    });
});

describe('a chart by category', () => {
    it('adds up what stands there more than once, in the order of the rows', () => {
        const given = answer('path status requests:number', ['/b', '200', 2], ['/a', '200', 1], ['/b', '500', 3]);
        const plan = planOf(given, { ...USUAL, x: 'path' });
        expect(plan?.series).toBe(1);
        const model = plan && categoryModel(given, plan, [0, 1, 2]);
        expect(model?.categories.map(({ name, total }) => [name, total])).toEqual([
            ['/b', 5],
            ['/a', 1],
        ]);
        expect(model?.series).toEqual(['200', '500']);
    });
});

describe('units come from names', () => {
    it.each([
        ['duration_nanos', 1_500_000, '1.50 ms'],
        ['p99_ms', 1.5, '1.50 ms'],
        ['header_bytes', 1500, '1.50 kB'],
        ['verdict_cwnd', 0.25, '25.0%'],
        ['requests', 12_345, '12.3k'],
        ['mean', -0.125, '−0.125'],
    ])('%s: %d is %s', (name, n, said) => expect(amount(n, unitOf(name))).toBe(said));
});
