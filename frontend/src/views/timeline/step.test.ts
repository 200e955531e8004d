import { describe, expect, it } from 'vitest';
import type { RequestRow } from '../../api';
import { beyond } from './step';

const row = (conn: number, req: number) => ({ conn, req }) as RequestRow;

describe('a step along a lane', () => {
    const rows = [row(1, 4), row(1, 5), row(2, 1)];

    it('goes to the one behind the selected, also where both began at one moment', () => {
        expect(beyond(rows, '1/4')).toEqual(row(1, 5));
        expect(beyond(rows, '1/5')).toEqual(row(2, 1));
    });

    it('begins at the first where nothing of it is selected, and ends at the last', () => {
        expect(beyond(rows, '')).toEqual(row(1, 4));
        expect(beyond(rows, '2/1')).toBeUndefined();
    });
});
