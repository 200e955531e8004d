import type { Verdict, VerdictKind, CausedSpan } from '../../api';
import { PART_NAMES } from '../../ui/parts';

interface Meaning {
    kind: VerdictKind;
    name: string;
    what: string;
}

const WHAT: Readonly<Record<VerdictKind, string>> = {
    server: 'H2O or what is behind it had nothing to send yet',
    receiving: 'the request’s body was still arriving',
    waiting: 'bytes were ready and the window open: other streams, pacing or work went first',
    cwnd: 'bytes were ready and the congestion window was full',
    connection_blocked: 'the client’s limit for the whole connection was reached',
    stream_blocked: 'the client’s limit for this stream was reached',
    retransmitting: 'bytes were declared lost and not acknowledged again',
    ack: 'everything was sent, its acknowledgement awaited',
    unknown: 'the source cannot tell',
};

/** The parts of a request's time in the order they are shown, each in words. */
export const KINDS: readonly Meaning[] = (Object.keys(PART_NAMES) as VerdictKind[]).map((kind) => ({
    kind,
    name: PART_NAMES[kind],
    what: WHAT[kind],
}));

export interface Share extends Meaning {
    nanos: number;
    share: number;
    /** Percent, as it is written: 98.6%, < 0.1% */
    percent: string;
    /** The search for requests like this one: `verdict.cwnd > 50%`. */
    query: string;
    spans: readonly CausedSpan[];
    left: number;
}

/** The shares of a verdict in the order of their kinds. */
export function sharesOf(verdict: Verdict): Share[] {
    return KINDS.flatMap((kind) => {
        const share = verdict.shares.find((each) => each.kind === kind.kind);
        if (share === undefined) return [];
        return [
            {
                ...kind,
                nanos: share.nanos,
                share: share.share,
                percent: percent(share.share),
                query: `verdict.${kind.kind} > ${below(share.share)}%`,
                spans: share.spans,
                left: share.spansLeftOut,
            },
        ];
    });
}

/** Never 0 of something, never 100 while there is something else. */
export function percent(share: number): string {
    if (share >= 1) return '100%';
    if (share > 0.999) return '> 99.9%';
    if (share > 0 && share < 0.001) return '< 0.1%';
    return `${(share * 100).toFixed(1)}%`;
}

/** The next round figure below a share, so that a search for more than it finds the request itself. */
function below(share: number): number {
    return [90, 75, 50, 25, 10, 5, 1].find((each) => share * 100 > each) ?? 0;
}

export interface Moment extends CausedSpan {
    kind: VerdictKind;
    name: string;
}

/** All spans that are told, in the order of time. */
export function momentsOf(verdict: Verdict): Moment[] {
    return sharesOf(verdict)
        .flatMap(({ kind, name, spans }) => spans.map((span) => ({ ...span, kind, name })))
        .sort((one, other) => one.fromOffsetNanos - other.fromOffsetNanos);
}

/** Where the spans lie on a strip: the request's beginning, or the first span where that is before it. */
export function strip(verdict: Verdict, moments: readonly Moment[]): { from: number; length: number } {
    const from = Math.min(0, moments[0]?.fromOffsetNanos ?? 0);
    return { from, length: Math.max(verdict.wholeNanos, 1) };
}
