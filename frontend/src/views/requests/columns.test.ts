import { describe, expect, it } from 'vitest';
import type { RequestRow } from '../../api';
import { fitting } from '../../ui/tablecolumns';
import { columnsOf } from './columns';

const columns = (timeless: boolean) => columnsOf([], 'newest', () => undefined, timeless, new Map());
const row = { at: '2026-11-21T05:00:00.123456789Z' } as RequestRow;

describe('the columns of the requests', () => {
    it('tell no time where the source has none: that of the import would be a lie', () => {
        const [timed] = columns(false);
        expect([timed?.cell(row, 0), timed?.tip?.(row)]).toEqual(['05:00:00.123', row.at]);
        const [timeless] = columns(true);
        expect(timeless?.cell(row, 0)).toMatchObject({ props: { children: '–' } });
        expect(timeless?.tip?.(row)).toMatch(/no times/);
    });

    it('keep the path and the duration in sight beside the facets and an open request, 1280 pixels wide', () => {
        const left = fitting(columns(false), {}, 32, 472).map(({ key }) => key);
        expect(left).toEqual(['at', 'status', 'path', 'duration']);
        expect(fitting(columns(false), {}, 32, 632).map(({ key }) => key)).toContain('protocol');
    });
});
