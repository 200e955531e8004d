import { asApiError, isAbort, type LiveRow, type Page, type RequestRow, type SessionWatch } from '../../api';
import { type Load, Pager, readOn } from '../../ui/pager';
import { type Hold, ListState } from './progress';
import { alike, byTime, loading, NO_QUESTION, type Question } from './question';
import { Reach } from './reach';
import { keyOf, Rows } from './rows';

/** Live rows kept before the list begins anew from the top. */
const MOST_LIVE = 20_000;

/** The requests of a session that match a query: those near to where one reads, with the live ones above. */
export class Listing extends ListState {
    readonly rows = new Rows();
    asked: Question = NO_QUESTION;
    readonly reach: Reach;
    private readonly load: Load<RequestRow, Page<RequestRow>>;
    private readonly pager: Pager<RequestRow, Page<RequestRow>>;
    private stop = new AbortController();
    private early: { rows: LiveRow[]; skipped: number }[] = [];
    /** Where the first page goes on, if its search was left. */
    private rest: string | undefined;

    constructor(private readonly watch: SessionWatch) {
        super();
        watch.onRows = (rows, skipped) => this.arrived(rows, skipped);
        watch.onReopened = watch.onEnded = () => this.overtaken();
        this.load = loading(watch.id, () => this.asked);
        this.pager = new Pager(this.rows.deep, this.load, {
            came: (page) => this.came(page),
            settled: () => this.settle(),
            failed: (reason) => this.failed(reason),
            kept: () => this.selected,
        });
        const reading = () => ['first', 'more'].includes(this.progress.value.phase);
        this.reach = new Reach(this.rows, (index) => this.pager.want(index), reading);
    }

    /** Another question; what is shown stays until its answer is here. Marks and columns leave the list where it is. */
    ask(question: Question): void {
        const stays = alike(question, this.asked) && this.progress.value.phase !== 'failed' && this.rows.length > 0;
        this.asked = question;
        this.wrong.value = undefined;
        this.watch.follow(question.q, { highlight: question.highlight, columns: question.columns.join(',') });
        if (!stays) {
            this.rows.held = false;
            this.hold.value = '';
        }
        void this.reload(stays ? this.rows.deep.anchor : undefined);
    }

    close(): void {
        this.stop.abort();
        this.pager.stop();
        this.watch.onRows = this.watch.onReopened = this.watch.onEnded = () => undefined;
    }

    /** Reads anew from the top; where the first page ends at `anchor`, as it did, the places below it are kept. */
    async reload(anchor?: string): Promise<void> {
        this.halt();
        this.early = [];
        this.stale = false;
        this.progress.value = { phase: 'first', scanned: 0 };
        await this.readFirst(undefined, anchor);
    }

    /** So many match, as someone else has counted: the list is as long at once, if it can be entered anywhere. */
    counted(matched: number): void {
        const { deep, top } = this.rows;
        if (!byTime(this.asked)) return;
        if (this.progress.value.phase !== 'idle' || !deep.open || matched - top < deep.length) return;
        deep.endAt(matched - top);
        this.changed();
    }

    /** What is in sight is read, and what is far away let go. */
    see(from: number, to: number): void {
        if (this.progress.value.phase !== 'first') this.pager.see(from - this.rows.top, to - this.rows.top);
    }

    /** Leaves a search that is under way. */
    pauseSearch(): void {
        this.halt();
        this.pager.paused = true;
        this.progress.value = { ...this.progress.value, phase: 'idle' };
    }

    get paused(): boolean {
        return this.pager.paused;
    }

    /** Takes it up again. */
    searchOn(): void {
        this.pager.paused = false;
        this.progress.value = { ...this.progress.value, phase: 'more' };
        if (this.rest !== undefined) void this.readFirst(this.rest);
        else this.pager.pump();
    }

    setHold(hold: Hold): void {
        this.hold.value = hold;
        if (hold !== '') this.rows.held = true;
        else if (!this.rows.release() || this.stale) void this.reload();
        this.changed();
    }

    /** Follows again, unless one still reads further down. */
    release(): void {
        this.setHold(this.scrolled ? 'scrolled' : '');
    }

    private halt(): void {
        this.stop.abort();
        this.stop = new AbortController();
        this.pager.stop();
        this.pager.paused = false;
    }

    private async readFirst(after: string | undefined, anchor?: string): Promise<void> {
        const { signal: stopped } = this.stop;
        const { rows } = this;
        let anew = after === undefined;
        let following: number | undefined;
        try {
            const limit = rows.deep.size - (anew ? 0 : rows.top);
            await readOn(this.load, { after, skip: 0, limit }, stopped, (page, next) => {
                if (anew) rows.clear(anchor !== undefined && next === anchor);
                rows.append(page.rows);
                if (anew) for (const { rows: early, skipped } of this.early) rows.push(early, skipped);
                anew = false;
                this.rest = next;
                following = page.left;
                this.came(page);
            });
            if (stopped.aborted) return;
            if (this.rest === undefined || this.rest !== rows.deep.anchor) rows.deep.begin(this.rest, following);
            this.rest = undefined;
            this.settle();
        } catch (reason) {
            if (isAbort(reason) || stopped.aborted) return;
            if (anew) rows.clear();
            this.failed(reason);
        }
    }

    private came({ complete, scanned = 0 }: Page<RequestRow>): void {
        const before = this.progress.value.scanned;
        this.progress.value = { phase: 'more', scanned: complete === false ? before + scanned : 0 };
        this.changed();
    }

    private settle(): void {
        this.progress.value = { phase: 'idle', scanned: 0 };
        this.changed();
    }

    private failed(reason: unknown): void {
        const error = asApiError(reason);
        if (error.field === 'highlight') {
            // Nothing is marked then; the list is there all the same.
            this.wrong.value = error;
            this.asked = { ...this.asked, highlight: '' };
            this.watch.follow(this.asked.q);
            void this.reload(this.rows.deep.anchor);
            return;
        }
        // A query that cannot be read cannot be followed either; the counts still can.
        if (error.position !== undefined) this.watch.follow('');
        this.progress.value = { ...this.progress.value, phase: 'failed', error };
        this.changed();
    }

    private overtaken(): void {
        this.stale = this.rows.held;
        if (!this.stale) void this.reload();
        this.changed();
    }

    private arrived(came: LiveRow[], skipped: number): void {
        const { order, from, to } = this.asked;
        const { phase } = this.progress.value;
        if (order !== 'newest' || phase === 'failed') return;
        const rows = came.filter(({ at }) => (from === '' || at >= from) && (to === '' || at <= to));
        if (phase === 'first') this.early.push({ rows, skipped });
        if (!this.rows.held) this.fresh.add(rows.map(keyOf).filter((key) => this.rows.get(key) === undefined));
        this.rows.push(rows, skipped);
        if (!this.rows.held && this.rows.top > MOST_LIVE) void this.reload();
        this.changed();
    }

    private changed(): void {
        this.reach.look();
        this.version.value++;
    }
}
