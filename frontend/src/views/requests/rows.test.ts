import { describe, expect, it } from 'vitest';
import type { RequestRow } from '../../api';
import { keyOf, Rows } from './rows';

const row = (conn: number, at: number, status: number | null = 200) =>
    ({ conn, req: 1, at: `2026-01-01T00:00:00.${String(at).padStart(9, '0')}Z`, status }) as RequestRow;

function shown(rows: Rows): string[] {
    return Array.from({ length: rows.length }, (_, i) => {
        const line = rows.at(i);
        return line.kind === 'gap' ? `+${line.skipped}` : line.kind === 'row' ? keyOf(line.row) : 'waiting';
    });
}

describe('the list of requests', () => {
    it('grows above by what is live and below by older pages', () => {
        const rows = new Rows();
        rows.append([row(3, 3), row(2, 2)]);
        rows.push([row(5, 5), row(4, 4)], 0);
        rows.append([row(1, 1)]);
        expect(shown(rows)).toEqual(['5/1', '4/1', '3/1', '2/1', '1/1']);
        expect(rows.indexOf('4/1')).toBe(1);
        expect(rows.indexOf('1/1')).toBe(4);
        expect(rows.indexOf('9/1')).toBe(-1);
    });

    it('puts what comes late where it began, but never below a gap', () => {
        const rows = new Rows();
        rows.append([row(3, 3), row(1, 1)]);
        rows.push([row(6, 6), row(8, 8)], 0);
        rows.push([row(7, 7)], 0);
        rows.push([row(2, 2)], 0);
        rows.push([row(9, 9)], 4);
        rows.push([row(5, 5)], 0);
        expect(shown(rows)).toEqual(['9/1', '5/1', '+4', '8/1', '7/1', '6/1', '3/1', '2/1', '1/1']);
    });

    it('holds each request once; what comes again replaces itself where it stands', () => {
        const rows = new Rows();
        rows.push([row(1, 1, null)], 0);
        rows.append([row(1, 1, null), row(0, 0)]);
        rows.push([row(1, 1, 503), row(2, 2)], 0);
        expect(shown(rows)).toEqual(['2/1', '1/1', '0/1']);
        expect(rows.get('1/1')?.status).toBe(503);
    });

    it('says where the server sent only some of what came', () => {
        const rows = new Rows();
        rows.push([row(1, 1)], 0);
        rows.push([row(9, 9)], 7);
        rows.push([], 2);
        rows.push([row(20, 20)], 3);
        expect(shown(rows)).toEqual(['20/1', '+5', '9/1', '+7', '1/1']);
        expect(rows.thinned).toBe(true);
    });

    it('held, it loses nothing: what came waits, counted once, and is shown on release', () => {
        const rows = new Rows();
        rows.push([row(1, 1, null)], 0);
        rows.held = true;
        rows.push([row(1, 1, 200), row(2, 2, null)], 0);
        rows.push([row(2, 2, 404)], 3);
        expect(shown(rows)).toEqual(['1/1']);
        expect(rows.get('1/1')?.status).toBe(200);
        expect(rows.waiting).toBe(4);
        expect(rows.release()).toBe(true);
        expect(shown(rows)).toEqual(['+3', '2/1', '1/1']);
        expect(rows.get('2/1')?.status).toBe(404);
        expect(rows.waiting).toBe(0);
    });

    it('held too long, it keeps nothing aside and asks to be read again', () => {
        const rows = new Rows();
        rows.held = true;
        for (let i = 0; i < 2_100; i++) rows.push([row(i, i)], 0);
        expect(rows.overflown).toBe(true);
        expect(rows.release()).toBe(false);
        expect(rows.length).toBe(0);
    });
});
