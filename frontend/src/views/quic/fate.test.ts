import { describe, expect, it } from 'vitest';
import { fateText, fateWord } from './fate';

const sent = { space: 'application', trigger: null } as const;
const open = { endedAt: null, handshakeNanos: 22e6 };
const ended = { endedAt: '2026-11-19T20:06:48.625000000Z', handshakeNanos: 22e6 };

describe('what became of a packet', () => {
    it('is told with what it was declared lost by', () => {
        const lost = { ...sent, fate: 'lost', trigger: 'time_threshold', triggerInferred: true } as const;
        expect(fateText(lost, open)).toBe('declared lost (time threshold, inferred)');
        expect(fateWord(lost, open)).toBe('lost');
        expect(fateText({ ...sent, fate: 'acked' }, open)).toBe('acknowledged');
    });

    it('is known to the sender of a received one only', () => {
        expect(fateText({ ...sent, fate: null }, ended)).toBe('');
        expect(fateWord({ ...sent, fate: null }, ended)).toBe('');
    });

    it('is in flight only as long as an end may come', () => {
        const flying = { ...sent, fate: 'in-flight' } as const;
        expect([fateWord(flying, undefined), fateWord(flying, open), fateWord(flying, ended)]).toEqual([
            'in flight',
            'in flight',
            'unacked',
        ]);
    });

    it('is not told where the keys of its space were dropped', () => {
        const hello = { ...sent, space: 'initial', fate: 'in-flight' } as const;
        expect(fateWord(hello, open)).toBe('not told');
        expect(fateWord(hello, { endedAt: null, handshakeNanos: null })).toBe('in flight');
    });
});
