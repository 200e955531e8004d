import { signal } from '@preact/signals';
import type { ApiError } from '../../api';
import { Fresh } from './fresh';

/** Why new rows are kept aside: someone said so, reads further down, or has a request open. */
export type Hold = '' | 'asked' | 'scrolled' | 'reading';

export interface Progress {
    phase: 'first' | 'more' | 'idle' | 'failed';
    error?: ApiError;
    /** Requests looked at so far in a search that has not reached the end. */
    scanned: number;
}

/** What the page shows of a list beside its rows. */
export class ListState {
    readonly fresh = new Fresh();
    readonly version = signal(0);
    readonly progress = signal<Progress>({ phase: 'first', scanned: 0 });
    readonly hold = signal<Hold>('');
    /** What is wrong with the query that marks rows. */
    readonly wrong = signal<ApiError | undefined>(undefined);
    /** Whether one reads below the top, where new rows would push away what one reads. */
    scrolled = false;
    /** Whether the store knows more than came by the stream, so that the list is read again once it is let go. */
    stale = false;
    /** The request that is open: it is never let go. */
    selected = '';
}
