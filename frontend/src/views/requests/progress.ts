import type { ApiError } from '../../api';

/** Why new rows are kept aside: someone said so, reads further down, or has a request open. */
export type Hold = '' | 'asked' | 'scrolled' | 'reading';

export interface Progress {
    phase: 'first' | 'more' | 'idle' | 'failed';
    error?: ApiError;
    /** Requests looked at so far in a search that has not reached the end. */
    scanned: number;
}
