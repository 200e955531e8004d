import { describe, expect, it } from 'vitest';
import { followed, held, whole } from './against';

const at = { from: '2026-11-21T10:00:00Z', to: '2026-11-21T10:00:01.5Z' };
const never = { from: '', to: '' };

describe('what is held against what', () => {
    it('is a query together with its time', () => {
        expect(whole({ q: 'a or b', ...at })).toBe(
            '(a or b) and time >= "2026-11-21T10:00:00Z" and time < "2026-11-21T10:00:01.5Z"',
        );
        expect(whole({ q: '', ...never })).toBe('');
    });

    it('is the present query against all others, and a selection against the others of the query', () => {
        const asked = { q: 'status >= 500', ...never, against: 'status >= 500' };
        expect(held(asked)).toEqual({ q: '', ...never, of: 'status >= 500' });
        expect(held({ ...asked, q: 'method = GET' })).toEqual({ q: 'method = GET', ...never, of: 'status >= 500' });
        const selected = { q: '', ...at, against: 'duration >= 1s' };
        expect(held(selected)).toEqual({ q: '', ...at, of: 'duration >= 1s' });
    });

    it('follows the query as it is narrowed, and ends with it', () => {
        const asked = { q: 'status >= 500', ...never, against: 'status >= 500' };
        const narrowed = { ...asked, q: 'status >= 500 and method = GET' };
        expect(followed(asked, narrowed).against).toBe('status >= 500 and method = GET');
        expect(followed(asked, { ...asked, q: '' }).against).toBe('');
        const selected = { ...asked, against: 'duration >= 1s' };
        expect(followed(selected, { ...selected, q: '' }).against).toBe('duration >= 1s');
    });
});
