import { describe, expect, it } from 'vitest';
import { ApiError } from '../../api';
import { body, check, checkAddress, checkHeader, checkServerName, type Draft, FRESH, placed } from './form';

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
        expect(body(7, draft({ every: true }))).toMatchObject({ binary: '/proc/7/exe' });
        expect(body(7, draft({ every: true }))).not.toHaveProperty('pid');
        const filters = { addresses: ['::1'], sni: ['*.test'], withhold: ['x-key'] };
        expect(body(7, draft(filters))).toMatchObject(filters);
        expect(body(7, draft({ tcp: false }))).toMatchObject({ preset: 'http', probes: ['!tcp:*'] });
        for (const field of ['probes', 'responseHeaders', ...Object.keys(filters)])
            expect(body(7, FRESH)).not.toHaveProperty(field);
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
        expect(checkHeader('x'.repeat(65), [])).not.toBe('');
        expect(checkHeader('host', ['host'])).toContain('already');
    });

    it('takes addresses and networks of either kind, and server names with patterns', () => {
        for (const address of ['192.0.2.7', '192.0.2.0/24', '::1', '2001:db8::/32', '::ffff:192.0.2.1'])
            expect(checkAddress(address, [])).toBe('');
        for (const wrong of ['example.com', '192.0.2', '10.0.0.0/', 'abcd'])
            expect(checkAddress(wrong, [])).not.toBe('');
        expect(checkServerName('*.example.com', [])).toBe('');
        expect(checkServerName('a b', [])).not.toBe('');
    });

    it('shows the server’s objection at the field that it names', () => {
        expect(placed(new ApiError(422, 'sample is 2, not a share', 'send less'))).toEqual({
            sample: { message: 'sample is 2, not a share', hint: 'send less' },
        });
        expect(placed(new ApiError(409, 'pid 7 is gone', ''))).toHaveProperty('form');
    });
});
