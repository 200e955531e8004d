import { count } from '../../ui/format';
import type { Session, Target } from '../../api';

const isH2o = (target: Target) => target.binary.split('/').at(-1)?.replace(' (deleted)', '') === 'h2o';
const problemOf = (target: Target) => target.problem !== null && target.problem !== '';

/** What can be attached to first, H2O before others, then by pid. */
export function orderTargets(targets: readonly Target[]): Target[] {
    const rank = (target: Target) => (problemOf(target) ? 2 : 0) + (isH2o(target) ? 0 : 1);
    return [...targets].sort((a, b) => rank(a) - rank(b) || a.pid - b.pid);
}

/** Running first, then pinned, then the latest. */
export function orderSessions(sessions: readonly Session[]): Session[] {
    const rank = (session: Session) =>
        session.state === 'running' || session.state === 'stopping' ? 0 : session.pinned ? 1 : 2;
    return [...sessions].sort((a, b) => rank(a) - rank(b) || b.startedAt.localeCompare(a.startedAt));
}

/** `36 h2o · 93 quicly · 6 picotls` */
export function providersText(providers: Record<string, number>): string {
    return Object.entries(providers)
        .map(([name, probes]) => `${count(probes)} ${name}`)
        .join(' · ');
}
