import { describe, expect, it } from 'vitest';
import type { TcpEnd } from '../../api';
import { endingOf, joinedWords, stateWords } from './ending';

const end = (of: Partial<TcpEnd>): { end: TcpEnd } => ({
    end: { kind: 'closed', by: null, lastState: 'LAST_ACK', error: null, errno: null, ...of },
});

describe('the end of a TCP connection', () => {
    it('says who closed first', () => {
        expect(endingOf(end({ by: 'client' }))).toEqual({
            broken: false,
            short: 'the client closed first',
            words: 'the client closed first',
        });
        expect(endingOf(end({ by: 'both' }))?.words).toBe('both ends closed at once');
        expect(endingOf(end({}))?.words).toBe('closed; who was first cannot be told');
    });

    it('says how it broke, the error by its name and what it means', () => {
        const reset = endingOf(end({ kind: 'reset', by: 'client', error: 'ECONNRESET', errno: 104 }));
        expect(reset).toEqual({
            broken: true,
            short: 'reset by the client',
            words: 'reset by the client (ECONNRESET: a reset came)',
        });
        expect(endingOf(end({ kind: 'timeout', error: 'ETIMEDOUT' }))?.words).toBe(
            'timed out (ETIMEDOUT: the peer no longer answered)',
        );
        expect(endingOf(end({ kind: 'reset', error: 'EXFULL' }))?.words).toBe('reset (EXFULL)');
    });

    it('is not there while the connection is, or where the capture was over before', () => {
        expect(endingOf({ end: null })).toBeUndefined();
        expect(stateWords({ state: 'open' })).toBe('still open');
        expect(stateWords({ state: 'left' })).toContain('not seen');
    });

    it('tells apart how sure its HTTP connection is', () => {
        const words = (['exact', 'inferred', null] as const).map((joined) => joinedWords({ joined }));
        expect(new Set(words).size).toBe(3);
    });
});
