import { describe, expect, it } from 'vitest';
import type { Session, Target } from '../../api';
import { orderSessions, orderTargets, providersText } from './order';

const target = (pid: number, binary: string, problem: string | null = null) => ({ pid, binary, problem }) as Target;
const session = (id: string, state: string, startedAt: string, pinned = false) =>
    ({ id, state, startedAt, pinned }) as Session;

describe('the home page', () => {
    it('lists H2O first, and last what cannot be attached to', () => {
        const found = orderTargets([
            target(1, '/bin/other'),
            target(9, '/usr/bin/h2o', 'built without probes'),
            target(7, '/opt/h2o (deleted)'),
            target(3, '/opt/h2o'),
        ]);
        expect(found.map((each) => each.pid)).toEqual([3, 7, 1, 9]);
    });

    it('lists running sessions, then pinned ones, then the latest', () => {
        const found = orderSessions([
            session('old', 'sealed', '2026-01-01'),
            session('new', 'failed', '2026-01-03'),
            session('pinned', 'sealed', '2025-01-01', true),
            session('running', 'running', '2026-01-02'),
        ]);
        expect(found.map((each) => each.id)).toEqual(['running', 'pinned', 'new', 'old']);
    });

    it('says how many probes each provider has', () => {
        expect(providersText({ h2o: 33, quicly: 93 })).toBe('33 h2o · 93 quicly');
    });
});
