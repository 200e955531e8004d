import { describe, expect, it } from 'vitest';
import { factsOf } from './differences';
import { connectionRow } from './made.test-tools';

const named = (facts: ReturnType<typeof factsOf>, name: string) => facts.find((fact) => fact.name === name);

describe('two TCP connections side by side', () => {
    it('have each figure twice, and how much more the second has', () => {
        const slow = connectionRow({ conn: 2 }, { rttNanos: 80_050_000, retransmits: 12, bytesAcked: 4000 });
        const facts = factsOf(connectionRow({}), slow);
        expect(named(facts, 'RTT smoothed')).toMatchObject({ one: '50.0 µs', two: '80.0 ms', difference: '+80.0 ms' });
        expect(named(facts, 'Sent')?.difference).toBe('−1.00 kB');
        expect(named(facts, 'Sent again')).toMatchObject({ one: '0', two: '12', difference: '+12' });
        expect(named(facts, 'Lasted')?.difference).toBe('=');
    });

    it('say nothing of what one of them does not tell', () => {
        const open = connectionRow({ endedAt: null }, { closedAt: null, state: 'open', end: null, rttNanos: null });
        const facts = factsOf(connectionRow({}), open);
        expect(named(facts, 'Lasted')).toMatchObject({ one: '2.00 s', two: undefined, difference: undefined });
        expect(named(facts, 'RTT smoothed')?.two).toBeUndefined();
        expect(named(facts, 'How it ended')).toMatchObject({ one: 'the client closed first', two: 'still open' });
        expect(
            factsOf(connectionRow({ tcp: null }), open).every(
                ({ difference }) => difference === undefined || difference === '=',
            ),
        ).toBe(true);
    });
});
