import { describe, expect, it } from 'vitest';
import { fitting, leastWidth, template } from './tablecolumns';
import { beside, movedBy } from './tablekeys';

const COLUMNS = [
    { key: 'time', width: 90 },
    { key: 'host', width: 140, grow: 1, spare: 1 },
    { key: 'path', width: 160, grow: 2 },
    { key: 'conn', width: 90, spare: 2 },
];
const keys = (width: number, drawn = {}) => fitting(COLUMNS, drawn, 32, width).map(({ key }) => key);

describe('the columns of a table', () => {
    it('are all there where they have room', () => {
        expect(leastWidth(COLUMNS, {}, 32)).toBe(90 + 140 + 160 + 90 + 3 * 8 + 32);
        expect(keys(536)).toEqual(['time', 'host', 'path', 'conn']);
    });

    it('go where they do not, what can be spared most first, and never what cannot', () => {
        expect(keys(535)).toEqual(['time', 'host', 'path']);
        expect(keys(430)).toEqual(['time', 'path']);
        expect(keys(100)).toEqual(['time', 'path']);
    });

    it('need the room to which they were drawn', () => {
        expect(keys(536, { time: 120 })).toEqual(['time', 'host', 'path']);
    });

    it('share what is left over, but those that were drawn', () => {
        expect(template(COLUMNS, {})).toBe('90px minmax(140px, 1fr) minmax(160px, 2fr) 90px');
        expect(template(COLUMNS, { host: 300 })).toBe('90px 300px minmax(160px, 2fr) 90px');
        expect(template(COLUMNS, { host: 300, path: 60 })).toBe('90px 300px 60px 90px minmax(0, 1fr)');
    });
});

describe('the keys of a table', () => {
    it('go by a row, by what is in sight, and to either end', () => {
        expect(movedBy('ArrowDown', -1, 100, 20)).toBe(0);
        expect(movedBy('j', 4, 100, 20)).toBe(5);
        expect(movedBy('k', 0, 100, 20)).toBe(0);
        expect(movedBy('PageDown', 90, 100, 20)).toBe(99);
        expect(movedBy('PageUp', 30, 100, 20)).toBe(10);
        expect(movedBy('Home', 30, 100, 20)).toBe(0);
        expect(movedBy('End', 30, 100, 20)).toBe(99);
    });

    it('leave alone what they do not mean, and a list of nothing', () => {
        expect(movedBy('x', 4, 100, 20)).toBeUndefined();
        expect(movedBy('End', -1, 0, 20)).toBeUndefined();
    });

    it('go from cell to cell, and out of them at the left', () => {
        const columns = ['time', 'host', 'path'];
        expect(beside('ArrowRight', columns, '')).toBe('time');
        expect(beside('ArrowRight', columns, 'path')).toBe('path');
        expect(beside('ArrowLeft', columns, 'host')).toBe('time');
        expect(beside('ArrowLeft', columns, 'time')).toBe('');
        expect(beside('ArrowLeft', columns, '')).toBeUndefined();
    });
});
