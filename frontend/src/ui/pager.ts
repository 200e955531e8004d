import { isAbort } from '../api';
import type { PageTable } from './pagetable';

export interface Answer<R> {
    rows: R[];
    next?: string | null;
    /** Of the rows to be passed over, how many were. */
    skipped?: number;
    /** How many follow, where that is known; where its rows begin, where some were passed over. */
    left?: number;
    begun?: string;
    /** How many were looked at; false for complete: what there is was not gone through to the page's end. */
    scanned?: number;
    complete?: boolean;
}

export interface Ask {
    after: string | undefined;
    skip: number;
    limit: number;
}

export type Load<R, A extends Answer<R> = Answer<R>> = (ask: Ask, signal: AbortSignal) => Promise<A>;

/** Asks until so many rows are there or there are no more, and gives each answer as it comes. */
export async function readOn<R, A extends Answer<R>>(
    load: Load<R, A>,
    ask: Ask,
    signal: AbortSignal,
    got: (answer: A, next: string | undefined) => void,
): Promise<void> {
    let { after, skip, limit } = ask;
    do {
        const answer = await load({ after, skip, limit }, signal);
        if (signal.aborted) return;
        skip -= answer.skipped ?? skip;
        limit -= answer.rows.length;
        after = answer.next ?? undefined;
        got(answer, after);
    } while (after !== undefined && limit > 0);
}

const AHEAD_ROWS = 120;
const MOST_UNDER_WAY = 2;
/** Who draws the scrollbar passes pages by: none of them is asked for. */
const REST_MILLIS = 60;

interface Listener<A> {
    came: (answer: A) => void;
    /** Nothing is under way any more. */
    settled: () => void;
    failed: (reason: unknown) => void;
    /** A row that is never let go. */
    kept: () => string;
}

/** Reads the pages of a table that are in sight or near it; what is no longer wanted is given up. */
export class Pager<R, A extends Answer<R> = Answer<R>> {
    private readonly underWay = new Map<number, AbortController>();
    private sight = { from: 0, to: 0 };
    private also = -1;
    private timer: ReturnType<typeof setTimeout> | undefined;
    /** Whether one has stopped it. */
    paused = false;

    constructor(
        private readonly table: PageTable<R>,
        private readonly load: Load<R, A>,
        private readonly listener: Listener<A>,
    ) {}

    /** One looks at the rows from one place to another now. */
    see(from: number, to: number): void {
        const jumped = from > this.sight.to || to < this.sight.from;
        this.sight = { from, to };
        this.also = -1;
        for (const page of [...this.underWay.keys()].filter((each) => !this.near(each))) this.giveUp(page);
        clearTimeout(this.timer);
        if (jumped) this.timer = setTimeout(() => this.pump(), REST_MILLIS);
        else this.pump();
    }

    /** A row is waited for, wherever one looks. */
    want(index: number): void {
        this.also = index;
        this.pump();
    }

    /** Gives up all that is under way. */
    stop(): void {
        clearTimeout(this.timer);
        for (const page of [...this.underWay.keys()]) this.giveUp(page);
        this.also = -1;
    }

    private giveUp(page: number): void {
        this.underWay.get(page)?.abort();
        this.underWay.delete(page);
    }

    pump(): void {
        if (this.paused) return;
        const { from, to } = this.sight;
        const wanted = this.table.missing(from - AHEAD_ROWS, to + AHEAD_ROWS);
        const first = this.also < 0 ? [] : this.table.missing(this.also, this.also);
        for (const page of [...first, ...wanted]) {
            if (this.underWay.size < MOST_UNDER_WAY && !this.underWay.has(page)) void this.read(page);
        }
    }

    private async read(page: number): Promise<void> {
        const stop = new AbortController();
        this.underWay.set(page, stop);
        try {
            const { after, skip } = this.table.start(page);
            const has = page * this.table.size;
            const limit = this.table.size - this.heldOf(page);
            let passed = 0;
            await readOn(this.load, { after, skip, limit }, stop.signal, (answer, next) => {
                passed += answer.skipped ?? 0;
                if (passed === skip && skip > 0 && answer.begun !== undefined) this.table.found(page, answer.begun);
                if (next === undefined && passed < skip) this.table.endAt(has - skip + passed);
                else if (passed >= skip || answer.rows.length > 0) this.table.add(page, answer.rows, next, answer.left);
                this.listener.came(answer);
            });
            this.table.trim(this.sight.from, this.sight.to, this.listener.kept());
        } catch (reason) {
            if (isAbort(reason) || stop.signal.aborted) return;
            this.paused = true;
            this.listener.failed(reason);
        } finally {
            if (this.underWay.get(page) === stop) this.underWay.delete(page);
        }
        if (stop.signal.aborted) return;
        this.pump();
        if (this.underWay.size === 0) this.listener.settled();
    }

    private heldOf(page: number): number {
        let held = 0;
        while (held < this.table.size && this.table.at(page * this.table.size + held) !== undefined) held++;
        return held;
    }

    private near(page: number): boolean {
        const { size } = this.table;
        const { from, to } = this.sight;
        return (page + 1) * size > from - 2 * size && page * size < to + 2 * size;
    }
}
