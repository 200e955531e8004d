import { describe, expect, it } from 'vitest';
import { barPath, marksOf, momentAt, offsetOf, ratesBetween, scaleOf, withEmpty } from './layout';
import { bucketFilter, bucketText, joined, likelyUnit, sqlText, valueFilter, valueText } from './words';

describe('what is written of values', () => {
    it('reads numbers by their unit, and leaves those alone that no double holds', () => {
        expect(valueText(1500, 'bytes')).toBe('1.50 kB');
        expect(valueText(1500, 'us')).toBe('1.50 ms');
        expect(valueText('9223372036854775807', 'bytes')).toBe('9223372036854775807');
        expect(bucketText({ from: 16, to: 31, count: 1 }, 'number')).toBe('16 – 31');
        expect(bucketText({ from: 0, to: 0, count: 1 }, 'number')).toBe('0');
        expect(likelyUnit('latency_us')).toBe('us');
        expect(likelyUnit('fd')).toBe('number');
    });

    it('makes filters that the server understands, whatever stands in a value', () => {
        expect(bucketFilter('len', { from: 16, to: 31, count: 1 })).toBe('len >= 16 and len <= 31');
        expect(valueFilter('path', { value: 'a "b" \\ c', cut: false, count: 1 })).toBe('path = "a \\"b\\" \\\\ c"');
        expect(valueFilter('path', { value: 'long', cut: true, count: 1 })).toBe('path ^= "long"');
        expect(valueFilter('fd', { value: -1, cut: false, count: 1 })).toBe('fd = -1');
        expect(joined('', 'fd = 1')).toBe('fd = 1');
        expect(joined('a = 1 or b = 2', 'fd = 1')).toBe('(a = 1 or b = 2) and fd = 1');
        expect(joined('fd = 1', 'fd = 1')).toBe('fd = 1');
    });

    it('quotes names in SQL', () => {
        expect(sqlText("a:b'c", [{ name: 'x"y', kind: 'int' }])).toContain(`ARG_NUMBER(arguments, 'x"y') AS "x""y"`);
        expect(sqlText("a:b'c", [])).toContain("probe = 'a:b''c'");
    });
});

describe('what is drawn of values', () => {
    it('draws bars no lower than a pixel and none for nothing', () => {
        expect(barPath([0, 1000, 1], 30, 10)).toBe('M10 10v-10h9v10zM20 10v-1h9v1z');
        expect(barPath([0, 0], 30, 10)).toBe('');
    });

    it('takes powers of two where values are far apart', () => {
        expect(scaleOf(0, 100).log).toBe(false);
        const far = scaleOf(1, 1 << 20);
        expect(far.log).toBe(true);
        expect(far.at(1)).toBe(0);
        expect(far.at(1 << 20)).toBeCloseTo(1);
        expect(marksOf(far, 4).length).toBeLessThanOrEqual(6);
        expect(marksOf(scaleOf(0, 100), 4)).toEqual([0, 50, 100]);
    });

    it('goes from moments to offsets and back to the nanosecond', () => {
        const origin = '2026-11-21T10:00:00.000000001Z';
        expect(momentAt(origin, 1_500_000_000)).toBe('2026-11-21T10:00:01.500000001Z');
        expect(momentAt(origin, -2)).toBe('2026-11-21T09:59:59.999999999Z');
        expect(offsetOf(origin, '2026-11-21T10:00:01.500000001Z')).toBe(1_500_000_000);
    });
});

describe('what the list of probes says of now', () => {
    it('knows no rate before a second answer, and counts a new probe from none', () => {
        const first = { at: 1000, events: new Map([['shop:order', 10]]) };
        const second = {
            at: 3000,
            events: new Map([
                ['shop:order', 30],
                ['shop:paid', 4],
            ]),
        };
        expect(ratesBetween(undefined, first).get('shop:order')).toBeUndefined();
        expect([...ratesBetween(first, second)]).toEqual([
            ['shop:order', 10],
            ['shop:paid', 2],
        ]);
        expect(ratesBetween(second, second).size).toBe(0);
    });
});

describe('a histogram in powers of two', () => {
    const row = (from: number | string, to: number | string, count: number) => ({ from, to, count });

    it('shows the steps that hold nothing between those that do, below zero too', () => {
        expect(withEmpty([row(-15, -8, 1), row(0, 0, 2), row(4, 7, 3)])).toEqual([
            row(-15, -8, 1),
            row(-7, -4, 0),
            row(-3, -2, 0),
            row(-1, -1, 0),
            row(0, 0, 2),
            row(1, 1, 0),
            row(2, 3, 0),
            row(4, 7, 3),
        ]);
    });

    it('leaves those alone that no double holds', () => {
        const great = [row(1, 1, 1), row('4611686018427387904', '9223372036854775807', 1)];
        expect(withEmpty(great)).toEqual(great);
    });
});
