export type VerdictKind =
    | 'server'
    | 'receiving'
    | 'waiting'
    | 'cwnd'
    | 'connection_blocked'
    | 'stream_blocked'
    | 'retransmitting'
    | 'ack'
    | 'unknown';

/** Offsets count from the request's beginning; `cause` is the event that began it, where one was seen. */
export interface CausedSpan {
    fromOffsetNanos: number;
    toOffsetNanos: number;
    /** Of it, what went otherwise: moments too short to be listed. */
    otherNanos: number;
    cause: { at: string; offsetNanos: number; probe: string } | null;
}

/** Where the time of a request went; the shares' nanoseconds add up to the whole. */
export interface Verdict {
    wholeNanos: number;
    complete: boolean;
    shares: { kind: VerdictKind; nanos: number; share: number; spans: CausedSpan[]; spansLeftOut: number }[];
    notes: string[];
}
