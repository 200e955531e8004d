import { describe, expect, it } from 'vitest';
import { ApiError } from '../../api';
import { body, check, checkHeader, type Draft, FRESH, placed } from './form';

const draft = (change: Partial<Draft>): Draft => ({ ...FRESH, ...change });

describe('what is asked of a session', () => {
    it('can be sent as it is, with the usual names masked', () => {
        expect(check(FRESH)).toEqual({});
        expect(body(7, FRESH)).toEqual({
            pid: 7,
            preset: 'http',
            sample: 1,
            valueLimit: 1024,
            maxDuration: '10m',
            appData: false,
            redact: ['authorization', 'cookie', 'proxy-authorization', 'set-cookie'],
        });
    });

    it('holds what was written, and leaves out what was not', () => {
        expect(
            body(
                7,
                draft({ name: ' slow ', sample: '2.5', maxEvents: '1,000', requestHeaders: ['host'], maxBytes: '2g' }),
            ),
        ).toMatchObject({ name: 'slow', sample: 0.025, maxEvents: 1000, requestHeaders: ['host'], maxBytes: '2g' });
        expect(body(7, draft({}))).not.toHaveProperty('responseHeaders');
    });

    it.each<Partial<Draft>>([
        { sample: '0' },
        { sample: '101' },
        { sample: '' },
        { sample: 'x' },
        { valueLimit: '15' },
        { valueLimit: '1024.5' },
        { maxDuration: 'ten' },
        { maxDuration: '' },
        { maxEvents: '-1' },
        { maxEvents: '0' },
        { maxBytes: '1x' },
    ])('is stopped at its field: %o', (change) => {
        expect(Object.keys(check(draft(change)))).toEqual(Object.keys(change));
    });

    it('takes header names only, and each once', () => {
        expect(checkHeader('x-id', ['host'])).toBe('');
        expect(checkHeader('x id', [])).not.toBe('');
        expect(checkHeader('host', ['host'])).toContain('already');
    });

    it('shows the server’s objection at the field that it names', () => {
        expect(placed(new ApiError(422, 'sample is 2, not a share', 'send less'))).toEqual({
            sample: { message: 'sample is 2, not a share', hint: 'send less' },
        });
        expect(placed(new ApiError(409, 'pid 7 is gone', ''))).toHaveProperty('form');
    });
});
