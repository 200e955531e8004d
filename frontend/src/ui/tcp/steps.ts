import type { TcpPoint } from '../../api';

/** What is counted from; offsets are from wherever the reader counts. */
export type Counted = Omit<TcpPoint, 'at'>;

/** What came to it between two moments. */
export interface TcpStep {
    from: number;
    to: number;
    /** No byte went before this: a connection that rests is not read again each second. */
    busyFrom: number;
    received: number;
    acked: number;
    retransmits: number;
    /** At the end of the step; 0: nothing was measured yet. */
    rttNanos: number;
    rttMinNanos: number;
    cwnd: number;
}

export interface TcpSteps {
    steps: readonly TcpStep[];
    /** Bytes a second, each way. */
    mostReceivedRate: number;
    mostAckedRate: number;
    mostRttNanos: number;
    mostRetransmits: number;
}

/** So often the kernel is asked; a little more, as no clock strikes evenly. */
const SECOND_NANOS = 1.05e9;
/** A rate over less than this would be one of a moment only. */
const LEAST_NANOS = 1e6;

/** Bytes a second while it was busy. */
export const rateOf = (bytes: number, { busyFrom, to }: Pick<TcpStep, 'busyFrom' | 'to'>): number =>
    (bytes * 1e9) / Math.max(LEAST_NANOS, to - busyFrom);

/** The differences of what was counted: from its beginning, where that was seen, else from the first moment that was told. */
export function stepsOf(points: readonly Counted[], beganAt: number | undefined): TcpSteps {
    const begin = {
        bytesReceived: 0,
        bytesAcked: 0,
        bytesSent: 0,
        retransmits: 0,
        rttNanos: 0,
        rttMinNanos: 0,
        cwnd: 0,
    };
    const sorted = [...points].sort((a, b) => a.offsetNanos - b.offsetNanos);
    const all = beganAt === undefined ? sorted : [{ offsetNanos: beganAt, ...begin }, ...sorted];
    const steps = all.slice(1).map((point, i) => stepOf(all[i] ?? point, point));
    const most = (of: (step: TcpStep) => number) => steps.reduce((max, step) => Math.max(max, of(step)), 0);
    return {
        steps,
        mostReceivedRate: most((step) => rateOf(step.received, step)),
        mostAckedRate: most((step) => rateOf(step.acked, step)),
        mostRttNanos: sorted.reduce((max, { rttNanos }) => Math.max(max, rttNanos ?? 0), 0),
        mostRetransmits: most(({ retransmits }) => retransmits),
    };
}

function stepOf(before: Counted, now: Counted): TcpStep {
    const more = (of: 'bytesReceived' | 'bytesAcked' | 'retransmits') => Math.max(0, now[of] - before[of]);
    const [from, to] = [before.offsetNanos, now.offsetNanos];
    return {
        from,
        to,
        busyFrom: Math.max(from, to - SECOND_NANOS),
        received: more('bytesReceived'),
        acked: more('bytesAcked'),
        retransmits: more('retransmits'),
        rttNanos: now.rttNanos ?? 0,
        rttMinNanos: now.rttMinNanos ?? 0,
        cwnd: now.cwnd ?? 0,
    };
}

/** The step that holds a moment; undefined where none does. */
export const stepAt = ({ steps }: TcpSteps, at: number): TcpStep | undefined =>
    steps.find(({ from, to }) => at >= from && at <= to);

/** What was sent again while something else lasted: at most all of the steps that touch it. */
export function retransmitsWithin({ steps }: TcpSteps, from: number, to: number): number {
    return steps.filter((step) => step.to > from && step.from < to).reduce((sum, step) => sum + step.retransmits, 0);
}
