import { describe, expect, it } from 'vitest';
import { exportKey, exportPath, type ExportState } from '../api';
import { FORMATS, narrows, type Selection, told, wish } from './exports';

const format = (id: string) => FORMATS.find((one) => one.id === id) ?? FORMATS[0]!;
const selection: Selection = {
    q: 'status >= 500',
    from: '2026-01-01T00:00:00Z',
    to: '',
    order: 'newest',
    columns: ['req.user-agent'],
};
const state = (part: Partial<ExportState>): ExportState => ({
    state: 'running',
    requests: 0,
    total: null,
    share: 0,
    bytes: 0,
    problem: null,
    ...part,
});

describe('what is exported', () => {
    it('is the selection with its times, its order and the list’s columns where the format has them', () => {
        const of = { whom: 'selection', conn: undefined, selection } as const;
        expect(exportPath('a/b', wish(format('csv'), of, 'k'))).toBe(
            '/api/sessions/a%2Fb/export?format=csv&q=status+%3E%3D+500&from=2026-01-01T00%3A00%3A00Z' +
                '&columns=req.user-agent&order=newest&progress=k',
        );
        expect(wish(format('har'), of, 'k').columns).toBeUndefined();
        expect(wish(format('qlog'), of, 'k')).toMatchObject({ q: 'status >= 500', order: undefined });
    });

    it('is the whole session or one connection without the search', () => {
        expect(exportPath('s', wish(format('har'), { whom: 'session', conn: undefined, selection }, 'k'))).toBe(
            '/api/sessions/s/export?format=har&order=newest&progress=k',
        );
        expect(
            exportPath('s', wish(format('qlog-0.3'), { whom: 'connection', conn: 32, selection: undefined }, 'k')),
        ).toBe('/api/sessions/s/export?format=qlog-0.3&conn=32&progress=k');
    });

    it('goes by time where the list goes by duration: a file of any size is written while it is read', () => {
        const slowest = { ...selection, order: 'duration' };
        expect(
            wish(format('csv'), { whom: 'selection', conn: undefined, selection: slowest }, 'k').order,
        ).toBeUndefined();
    });

    it('is a selection only where something narrows', () => {
        expect(narrows(undefined)).toBe(false);
        expect(narrows({ ...selection, q: '', from: '' })).toBe(false);
        expect(narrows({ ...selection, q: '' })).toBe(true);
    });

    it('has a key that nobody guesses, another each time', () => {
        expect(exportKey()).toMatch(/^[0-9a-f]{32}$/);
        expect(exportKey()).not.toBe(exportKey());
    });

    it('is told as it goes and as it ends', () => {
        expect(told(state({}))).toBe('Looking for the requests …');
        expect(told(state({ requests: 1, bytes: 1500 }))).toBe('1 request, 1.50 kB written');
        expect(told(state({ state: 'done', requests: 1200, bytes: 1500 }))).toMatch(/^Done: 1,200 requests, 1.50 kB\./);
        expect(told(state({ state: 'cancelled', bytes: 7 }))).toMatch(/not whole/);
    });
});
