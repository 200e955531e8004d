import type { VerdictKind } from './verdict';

export type Gap = 'no_receive' | 'no_response' | 'lost_events' | 'before_capture';

export interface RequestRow {
    conn: number;
    req: number;
    at: string;
    protocol: string | null;
    method: string | null;
    scheme: string | null;
    authority: string | null;
    path: string | null;
    status: number | null;
    durationNanos: number | null;
    durationUntil: 'response' | 'end' | null;
    headers: number;
    finished: boolean;
    gaps: Gap[];
    /** What was asked for beside: headers; null where the request has none of the name. */
    columns?: Record<string, string | null>;
    /** Of those the ones that are not as they were sent. */
    columnMarks?: Record<string, ColumnMark>;
    /** Shares of its time, by part; null where nothing is known of it. */
    verdict?: Partial<Record<VerdictKind, number>> | null;
    /** Whether the query holds for it that marks rows. */
    highlighted?: boolean;
}

export type ColumnMark = 'masked' | 'cut' | 'withheld';

/** A row of the live stream: `token` says where it has its place in the order of storing. */
export interface LiveRow extends RequestRow {
    token?: string;
}
