import { describe, expect, it } from 'vitest';
import {
    bitrate,
    bytes,
    count,
    duration,
    moment,
    offset,
    percent,
    plural,
    rate,
    sentence,
    lasted,
    stopwatch,
    connName,
} from './format';

describe('numbers', () => {
    it('are grouped', () => {
        expect(count(1234567)).toBe('1,234,567');
        expect(plural(1, 'request')).toBe('1 request');
        expect(plural(0, 'loss', 'losses')).toBe('0 losses');
    });

    it('rates take five characters at most, at every size', () => {
        const shown = [0, 0.24, 4.26, 9.99, 310.4, 9994, 9995, 150_000, 999_500, 12_345_678].map(rate);
        expect(shown).toEqual(['0', '0.2', '4.3', '10', '310', '9,994', '10.0k', '150.0k', '1.0M', '12.3M']);
    });

    it('sizes keep three digits', () => {
        expect([0, 999, 1000, 1_550, 999_499, 999_500, 20_000_000].map(bytes)).toEqual([
            '0 B',
            '999 B',
            '1.00 kB',
            '1.55 kB',
            '999 kB',
            '1.00 MB',
            '20.0 MB',
        ]);
    });
});

describe('shares and rates of links', () => {
    it('keep what there is of little, and never round to all', () => {
        expect([0, 0.00001, 0.0005, 0.012, 0.123, 0.9999, 1].map(percent)).toEqual([
            '0%',
            '< 0.01%',
            '0.05%',
            '1.20%',
            '12.3%',
            '> 99.9%',
            '100%',
        ]);
    });

    it('are of bits', () => {
        expect([0, 100, 1_250_000].map(bitrate)).toEqual(['0 b/s', '800 b/s', '10.0 Mb/s']);
    });
});

describe('sentences', () => {
    it('begin large and end with a stop', () => {
        expect(sentence('pid 7 is gone')).toBe('Pid 7 is gone.');
        expect(sentence(' Try again? ')).toBe('Try again?');
        expect(sentence('')).toBe('');
    });
});

describe('times', () => {
    it('choose the unit that reads best', () => {
        expect(
            [0, 850, 999.6, 12_345, 4_560_000, 999_600_000, 1_230_000_000, 123e9, 600e9, 3_720e9].map(duration),
        ).toEqual([
            '0 ns',
            '850 ns',
            '1.00 µs',
            '12.3 µs',
            '4.56 ms',
            '1.00 s',
            '1.23 s',
            '2 min 3 s',
            '10 min',
            '1 h 2 min',
        ]);
        expect([-1500, 0, 1500].map(offset)).toEqual(['−1.50 µs', '0', '+1.50 µs']);
    });

    it('of less than a second say more than a stopwatch', () => {
        expect([0, 1, 340, 999, 1000, 61_000].map((millis) => lasted(millis))).toEqual([
            '< 1 ms',
            '1.00 ms',
            '340 ms',
            '999 ms',
            '00:01',
            '01:01',
        ]);
        expect(lasted(340, true)).toBe('00:00');
    });

    it('run as on a stopwatch', () => {
        expect([-5, 0, 12_900, 61_000, 3_723_000].map(stopwatch)).toEqual([
            '00:00',
            '00:00',
            '00:12',
            '01:01',
            '1:02:03',
        ]);
    });

    it('say the day only as far as it is needed', () => {
        const now = new Date(2026, 10, 20, 22, 0);
        expect(moment(new Date(2026, 10, 20, 9, 5).toISOString(), now)).toBe('today 09:05');
        expect(moment(new Date(2026, 10, 19, 21, 4).toISOString(), now)).toBe('19 Nov 21:04');
        expect(moment(new Date(2025, 0, 2, 21, 4).toISOString(), now)).toBe('2 Jan 2025');
        expect(moment('no time', now)).toBe('no time');
    });

    it('names connections by their process, and those without a number as such', () => {
        expect([17, 2 ** 44 + 17, 2 ** 43, 3 * 2 ** 44 + 2 ** 43 + 5].map(connName)).toEqual([
            '17',
            '2:17',
            'unnamed 0',
            '4:unnamed 5',
        ]);
    });
});
