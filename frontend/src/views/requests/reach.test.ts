import { expect, it } from 'vitest';
import type { RequestRow } from '../../api';
import { Reach } from './reach';
import { Rows } from './rows';

const row = (req: number) => ({ conn: 1, req, at: `2026-01-01T00:00:0${req}Z` }) as RequestRow;

it('a step taken before the list is read is taken from where one was, once it is', () => {
    const rows = new Rows();
    let reading = true;
    const reached: string[] = [];
    const reach = new Reach(
        rows,
        () => undefined,
        () => reading,
    );
    reach.from('1/8', 1, (key) => reached.push(key));
    reach.look();
    expect(reached).toEqual([]);
    rows.append([9, 8, 7].map(row));
    reading = false;
    reach.look();
    reach.look();
    expect(reached).toEqual(['1/7']);
});

it('a step in a list that stays empty leads nowhere, later neither', () => {
    const rows = new Rows();
    const reached: string[] = [];
    const reach = new Reach(
        rows,
        () => undefined,
        () => false,
    );
    reach.from('', 1, (key) => reached.push(key));
    rows.append([row(1)]);
    reach.look();
    expect(reached).toEqual([]);
    reach.from('', 1, (key) => reached.push(key));
    reach.from('1/1', 1, (key) => reached.push(key));
    expect(reached).toEqual(['1/1']);
});
