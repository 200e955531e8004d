import { describe, expect, it } from 'vitest';
import { PageTable } from './pagetable';

const row = (n: number) => `row ${n}`;
const rows = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => row(from + i));

/** Pages of ten rows, three of which are kept; a token is the number of the row before. */
function table(length?: number): PageTable<string> {
    const made = new PageTable<string>((key) => key, 10, 3);
    made.begin('0', length);
    return made;
}

describe('a list in pages', () => {
    it('grows as it is read, and knows its end when it was there', () => {
        const list = table();
        expect([list.length, list.open]).toEqual([0, true]);
        list.add(0, rows(0, 10), '10');
        list.add(1, rows(10, 20), '20');
        expect([list.length, list.open]).toEqual([20, true]);
        expect(list.missing(0, 40)).toEqual([2]);
        list.add(2, rows(20, 23), undefined);
        expect([list.length, list.open]).toEqual([23, false]);
        expect(list.at(22)).toBe(row(22));
        expect(list.at(23)).toBeUndefined();
        expect(list.indexOf(row(17))).toBe(17);
    });

    it('lets go what is far away, and reads it again by its token in either direction', () => {
        const list = table();
        for (let page = 0; page < 8; page++) list.add(page, rows(page * 10, page * 10 + 10), `${page * 10 + 10}`);
        list.trim(70, 80, '');
        expect(list.held).toBe(30);
        expect(list.at(3)).toBeUndefined();
        expect(list.indexOf(row(3))).toBe(-1);
        expect(list.at(75)).toBe(row(75));
        expect(list.length).toBe(80);
        expect(list.missing(0, 15)).toEqual([0, 1]);
        expect(list.start(1)).toEqual({ after: '10', skip: 0 });
        list.add(1, rows(10, 20), '20');
        list.trim(10, 20, '');
        expect(list.at(15)).toBe(row(15));
        expect(list.at(75)).toBeUndefined();
    });

    it('never lets the page of the chosen row go', () => {
        const list = table();
        for (let page = 0; page < 8; page++) list.add(page, rows(page * 10, page * 10 + 10), `${page * 10 + 10}`);
        list.trim(70, 80, row(5));
        expect(list.indexOf(row(5))).toBe(5);
        expect(list.held).toBe(30);
    });

    it('is read anywhere where its length is known, from the nearest place before', () => {
        const list = table(1000);
        expect(list.length).toBe(1000);
        expect(list.missing(495, 512)).toEqual([50, 49, 51]);
        expect(list.start(50)).toEqual({ after: '0', skip: 500 });
        list.add(50, rows(500, 510), '510');
        expect(list.start(51)).toEqual({ after: '510', skip: 0 });
        expect(list.start(53)).toEqual({ after: '510', skip: 20 });
        expect(list.start(49)).toEqual({ after: '0', skip: 490 });
    });

    it('goes on with a page that a search has not filled yet', () => {
        const list = table();
        list.add(0, rows(0, 3), '900');
        expect(list.has(0)).toBe(false);
        expect(list.missing(0, 1)).toEqual([0]);
        expect(list.start(0)).toEqual({ after: '900', skip: 0 });
        list.add(0, rows(3, 10), '2000');
        expect(list.has(0)).toBe(true);
        expect(list.start(1)).toEqual({ after: '2000', skip: 0 });
        expect(list.indexOf(row(7))).toBe(7);
    });

    it('forgets what was behind a page that now ends elsewhere', () => {
        const list = table();
        list.add(0, rows(0, 10), '10');
        list.add(1, rows(10, 20), '20');
        list.add(2, rows(20, 30), '30');
        list.forget();
        list.add(0, rows(0, 10), '11');
        expect(list.start(1)).toEqual({ after: '11', skip: 0 });
        expect(list.start(2)).toEqual({ after: '11', skip: 10 });
    });

    it('puts what became of a row in its place', () => {
        const list = new PageTable<{ id: number; status: number }>(({ id }) => String(id), 10, 3);
        list.begin('0');
        list.add(0, [{ id: 1, status: 0 }], undefined);
        expect(list.replace({ id: 1, status: 200 })).toBe(true);
        expect(list.replace({ id: 2, status: 200 })).toBe(false);
        expect(list.at(0)?.status).toBe(200);
    });
});
