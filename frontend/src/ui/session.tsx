import type { Counts, Session, SessionState } from '../api';
import { count } from './format';
import './session.css';

const STATES: Record<SessionState, string> = {
    running: 'running',
    stopping: 'stopping',
    sealed: 'sealed',
    failed: 'failed',
};

/** A session's state as a word and a shape. */
export function State({ of }: { of: SessionState }) {
    return <span class={`state ${of}`}>{STATES[of] ?? of}</span>;
}

/** Events that were lost anywhere between the probe and the file. */
export function lostTotal({ lost }: Counts): number {
    return lost.kernel + lost.queue + lost.store + lost.unattached;
}

/** What H2O logs by itself it may leave out, and nothing tells how much. */
export function countsLosses(session: Session): boolean {
    return session.source !== 'socket';
}

/** Losses, said also where there are none. */
export function Lost({ session }: { session: Session }) {
    const total = lostTotal(session.counts);
    if (total === 0 && !countsLosses(session)) return <span class="quiet">not known</span>;
    return total === 0 ? <span class="quiet">0</span> : <span class="losing">{count(total)}</span>;
}

/** `h2o, pid 4711`, or the binary where all of its processes are traced. */
export function targetName({ target, source }: Session): string {
    if (target === null) return source;
    if (source === 'file' || source === 'socket' || target.binary === '') return target.command;
    const name = target.command.split(' ')[0]?.split('/').at(-1) ?? '';
    const binary = target.binary.split('/').at(-1) ?? '';
    return target.pid === 0 ? `every ${binary}` : `${name || binary}, pid ${target.pid}`;
}

/** Of probes that one chose, and nothing of HTTP came: what it shows are its probes. */
export function ofOtherProgram({ filters, counts, source }: Session): boolean {
    return source === 'probes' && filters?.preset === '' && counts.requests === 0;
}
