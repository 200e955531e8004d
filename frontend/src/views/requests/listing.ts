import { signal } from '@preact/signals';
import { type ApiError, asApiError, isAbort, type RequestRow, requests, type SessionWatch } from '../../api';
import type { Order } from '../../route';
import { Rows } from './rows';

/** Why new rows are kept aside: someone said so, reads further down, or has a request open. */
export type Hold = '' | 'asked' | 'scrolled' | 'reading';

export interface Progress {
    phase: 'first' | 'more' | 'idle' | 'failed';
    error?: ApiError;
    /** Requests looked at so far in a search that has not reached the end. */
    scanned: number;
    /** Where the next page begins; undefined at the end. */
    next: string | undefined;
}

const PAGE = 200;
/** Live rows kept before the list begins anew from the top. */
const MOST_LIVE = 20_000;
const NOTHING: Progress = { phase: 'first', scanned: 0, next: undefined };

/** The requests of a session that match a query, as far as they are read, with the live ones above. */
export class Listing {
    readonly rows = new Rows();
    readonly version = signal(0);
    readonly progress = signal<Progress>(NOTHING);
    readonly hold = signal<Hold>('');
    private stop = new AbortController();
    /** Whether one reads below the top, where new rows would push away what one reads. */
    scrolled = false;
    /** Whether the store knows more than came by the stream, so that the list is read again once it is let go. */
    stale = false;
    private early: { rows: RequestRow[]; skipped: number }[] = [];
    private q = '';
    private order: Order = 'newest';

    constructor(private readonly watch: SessionWatch) {
        watch.onRows = (rows, skipped) => this.arrived(rows, skipped);
        watch.onReopened = watch.onEnded = () => this.overtaken();
    }

    /** Another question; what is shown stays until its answer is here. */
    ask(q: string, order: Order): void {
        this.q = q;
        this.order = order;
        this.rows.held = false;
        this.hold.value = '';
        this.watch.follow(q);
        void this.reload();
    }

    close(): void {
        this.stop.abort();
        this.watch.onRows = this.watch.onReopened = this.watch.onEnded = () => undefined;
    }

    /** Reads anew from the top. */
    async reload(): Promise<void> {
        this.stop.abort();
        this.stop = new AbortController();
        this.early = [];
        this.stale = false;
        this.progress.value = { ...NOTHING, phase: 'first' };
        await this.read(undefined, true);
    }

    /** Reads the next page, and further while a search has found nothing yet. */
    async more(): Promise<void> {
        const { phase, next } = this.progress.value;
        if (phase === 'first' || phase === 'more' || next === undefined) return;
        this.progress.value = { ...this.progress.value, phase: 'more' };
        await this.read(next, false);
    }

    /** Leaves a search that is under way; it can be taken up again. */
    pauseSearch(): void {
        this.stop.abort();
        this.stop = new AbortController();
        this.progress.value = { ...this.progress.value, phase: 'idle' };
    }

    setHold(hold: Hold): void {
        this.hold.value = hold;
        if (hold !== '') this.rows.held = true;
        else if (!this.rows.release() || this.stale) void this.reload();
        this.changed();
    }

    /** Follows again, unless one still reads further down. */
    rest(): void {
        this.setHold(this.scrolled ? 'scrolled' : '');
    }

    private async read(after: string | undefined, anew: boolean): Promise<void> {
        const { signal: stopped } = this.stop;
        try {
            const page = await requests(this.watch.id, { q: this.q, order: this.order, limit: PAGE, after }, stopped);
            if (stopped.aborted) return;
            if (anew) this.rows.clear();
            this.rows.append(page.rows);
            if (anew) for (const { rows, skipped } of this.early) this.rows.push(rows, skipped);
            const next = page.next ?? undefined;
            const searching = page.complete === false && page.rows.length < PAGE && next !== undefined;
            this.progress.value = {
                phase: searching ? 'more' : 'idle',
                scanned: page.complete === false ? this.progress.value.scanned + (page.scanned ?? 0) : 0,
                next,
            };
            this.changed();
            if (searching) await this.read(next, false);
        } catch (reason) {
            if (isAbort(reason)) return;
            const error = asApiError(reason);
            if (anew) this.rows.clear();
            // A query that cannot be read cannot be followed either; the counts still can.
            if (error.position !== undefined) this.watch.follow('');
            this.progress.value = { ...this.progress.value, phase: 'failed', error };
            this.changed();
        }
    }

    private overtaken(): void {
        this.stale = this.rows.held;
        if (!this.stale) void this.reload();
        this.changed();
    }

    private arrived(rows: RequestRow[], skipped: number): void {
        if (this.order !== 'newest' || this.progress.value.phase === 'failed') return;
        if (this.progress.value.phase === 'first') this.early.push({ rows, skipped });
        this.rows.push(rows, skipped);
        if (!this.rows.held && this.rows.length > MOST_LIVE) void this.reload();
        this.changed();
    }

    private changed(): void {
        this.version.value++;
    }
}
