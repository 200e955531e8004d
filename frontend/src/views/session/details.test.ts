import { describe, expect, it } from 'vitest';
import type { Filters, Session } from '../../api';
import { details, remaining } from './details';

const filters: Filters = {
    preset: 'http',
    wanted: [],
    sample: 1,
    addresses: [],
    sni: [],
    requestHeaders: [],
    responseHeaders: [],
    withhold: [],
    appData: false,
    valueLimit: 1024,
    maxDurationMillis: 600_000,
    maxEvents: 0,
    maxBytes: 0,
};

const session = (part: Partial<Filters> = {}): Session => ({
    id: 'a',
    name: 'a',
    state: 'running',
    source: 'probes',
    target: { pid: 7, startedAt: '2026-01-01T00:00:00Z', command: 'h2o -c h2o.conf', binary: '/usr/bin/h2o' },
    probes: ['h2o:receive_request'],
    filters: { ...filters, ...part },
    masked: ['cookie', 'authorization'],
    startedAt: '2026-01-01T00:00:00Z',
    endedAt: null,
    counts: {
        events: 0,
        connections: 0,
        requests: 0,
        headers: 0,
        packets: 0,
        truncated: 0,
        undecodable: 0,
        filtered: 0,
        sampledOut: 0,
        lost: { kernel: 0, queue: 0, store: 0, unattached: 0 },
    },
    bytes: 1500,
    pinned: false,
    note: null,
});

describe('what a session says of itself', () => {
    it('leaves nothing out on its own', () => {
        expect(Object.fromEntries(details(session()))).toEqual({
            Process: 'h2o -c h2o.conf',
            Captured: 'HTTP: 1 probe',
            TCP: 'not followed: left out of what was attached, or this kernel cannot tell it',
            Connections: 'every one',
            'Request headers': 'every one',
            'Response headers': 'every one',
            'Withheld in the kernel': 'application data',
            Values: 'cut at 1,024 bytes',
            'Masked before it is stored': 'the values of cookie, authorization',
            'Ends by itself': 'after 10 min',
            'On disk': '1.50 kB',
        });
    });

    it('names every filter that is set', () => {
        const said = Object.fromEntries(
            details(
                session({
                    sample: 0.05,
                    sni: ['*.example.com'],
                    requestHeaders: ['host'],
                    withhold: ['x-key'],
                    appData: true,
                    maxEvents: 1000,
                }),
            ),
        );
        expect(said['Connections']).toBe('5 %, chosen by connection; server names *.example.com');
        expect(said['Kept besides']).toMatch(/could not be told/);
        expect(said['Request headers']).toBe('only host');
        expect(said['Withheld in the kernel']).toBe('the values of x-key');
        expect(said['Ends by itself']).toBe('after 10 min, or 1,000 events');
    });

    it('counts down to its longest duration, and no further', () => {
        expect(remaining(session(), 40_000)).toBe('ends in 09:20');
        expect(remaining(session(), 700_000)).toBe('ends in 00:00');
        expect(remaining(session({ maxDurationMillis: 0 }), 1)).toBe('');
        expect(remaining({ ...session(), filters: null }, 1)).toBe('');
    });

    it('says whether TCP was followed, and why it is not known where it was not', () => {
        const tcp = (part: Partial<Session>) => Object.fromEntries(details({ ...session(), ...part }))['TCP'];
        expect(tcp({ probes: ['h2o:h1_accept', 'tcp:open'] })).toContain('followed beneath HTTP/1');
        expect(tcp({ source: 'file' })).toContain('holds nothing of TCP');
        expect(tcp({ source: 'socket' })).toContain('tells nothing of TCP');
    });
});
