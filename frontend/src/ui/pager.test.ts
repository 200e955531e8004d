import { describe, expect, it } from 'vitest';
import { type Ask, Pager, readOn } from './pager';
import { PageTable } from './pagetable';

/** A list of so many numbers, told ten at a time; a token is how many are behind it. */
const told =
    (length: number, asked: Ask[] = []) =>
    async (ask: Ask) => {
        asked.push(ask);
        const from = Math.min(length, Number(ask.after ?? 0) + ask.skip);
        const to = Math.min(length, from + ask.limit);
        return {
            rows: Array.from({ length: to - from }, (_, i) => from + i),
            skipped: from - Number(ask.after ?? 0),
            ...(to < length ? { next: String(to) } : {}),
        };
    };

function paged(length: number, known: boolean, asked: Ask[]) {
    const table = new PageTable<number>(String, 10, 40);
    table.begin('0', known ? length : undefined);
    const settled = { wait: () => Promise.resolve() };
    const pager = new Pager<number>(table, told(length, asked), {
        came: () => undefined,
        settled: () => resolve(),
        failed: (reason) => {
            throw reason;
        },
        kept: () => '',
    });
    let resolve: () => void = () => undefined;
    settled.wait = () => new Promise((done) => (resolve = done));
    return { table, pager, settled };
}

describe('reading a list', () => {
    it('goes on until a page is full or there is no more', async () => {
        const came: number[] = [];
        const load = async ({ after }: Ask) =>
            after === undefined
                ? { rows: [1], next: 'a', complete: false }
                : after === 'a'
                  ? { rows: [], next: 'b', complete: false }
                  : { rows: [2, 3] };
        const stop = new AbortController();
        await readOn(load, { after: undefined, skip: 0, limit: 5 }, stop.signal, ({ rows }) => came.push(...rows));
        expect(came).toEqual([1, 2, 3]);
    });

    it('passes over what is to be passed over in as many answers as that takes', async () => {
        const skips: number[] = [];
        const load = async ({ skip }: Ask) => {
            skips.push(skip);
            return skip > 0 ? { rows: [], skipped: 4, next: 'on' } : { rows: [9] };
        };
        const stop = new AbortController();
        await readOn(load, { after: 'x', skip: 8, limit: 1 }, stop.signal, () => undefined);
        expect(skips).toEqual([8, 4, 0]);
    });

    it('reads what is in sight, wherever that is, and lets the rest go', async () => {
        const asked: Ask[] = [];
        const { table, pager, settled } = paged(10_000, true, asked);
        pager.see(0, 30);
        await settled.wait();
        expect(table.at(29)).toBe(29);
        pager.see(5000, 5030);
        await settled.wait();
        expect(table.at(5005)).toBe(5005);
        expect(table.at(29)).toBeUndefined();
        expect(table.held).toBeLessThanOrEqual(400);
        pager.see(0, 30);
        await settled.wait();
        expect(table.at(29)).toBe(29);
        expect(asked.filter(({ skip }) => skip > 0).length).toBeGreaterThan(0);
    });

    it('finds out where a list ends that was said to be longer', async () => {
        const { table, pager, settled } = paged(95, false, []);
        table.begin('0', 500);
        pager.see(400, 420);
        await settled.wait();
        expect(table.length).toBe(95);
    });
});
