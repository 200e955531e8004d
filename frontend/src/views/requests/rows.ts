import type { LiveRow, RequestRow } from '../../api';
import { PageTable } from '../../ui/pagetable';

/** A line of the list: a request, one on its way, or how many are not shown between its neighbours. */
export type Line = { kind: 'row'; row: RequestRow } | { kind: 'waiting' } | { kind: 'gap'; skipped: number };

export const keyOf = (row: { conn: number; req: number }): string => `${row.conn}/${row.req}`;

const MOST_WAITING = 2000;

/**
 * The rows of a list that grows at both ends: live ones above its first page, all others below in pages that come and go.
 * Each request stands in it once; a row that comes again replaces itself. Held, it keeps what comes aside, and counts it.
 */
export class Rows {
    /** What follows the first page. */
    readonly deep = new PageTable<RequestRow>(keyOf);
    private readonly byKey = new Map<string, RequestRow>();
    private live: (string | number)[] = [];
    private older: string[] = [];
    private aside: { rows: RequestRow[]; skipped: number }[] = [];
    private asideKeys = new Set<string>();
    private asideSkipped = 0;
    held = false;

    /** Requests that came while the list was held; no longer counted once they are too many to keep. */
    get waiting(): number {
        return this.asideKeys.size + this.asideSkipped;
    }

    get overflown(): boolean {
        return this.waiting > MOST_WAITING;
    }

    get length(): number {
        return this.top + this.deep.length;
    }

    /** How many lines stand above the pages that come and go. */
    get top(): number {
        return this.live.length + this.older.length;
    }

    /** Whether something between its lines is not shown. */
    get thinned(): boolean {
        return this.live.some((entry) => typeof entry === 'number');
    }

    at(index: number): Line {
        const entry =
            index < this.live.length ? this.live[this.live.length - 1 - index] : this.older[index - this.live.length];
        if (typeof entry === 'number') return { kind: 'gap', skipped: entry };
        const row = entry === undefined ? this.deep.at(index - this.top) : this.byKey.get(entry);
        return row === undefined ? { kind: 'waiting' } : { kind: 'row', row };
    }

    get(key: string): RequestRow | undefined {
        return this.byKey.get(key) ?? this.deep.at(this.deep.indexOf(key));
    }

    /** The index of a request, or -1. Looks from the top: what one reads is near it. */
    indexOf(key: string): number {
        if (!this.byKey.has(key)) {
            const below = this.deep.indexOf(key);
            return below < 0 ? -1 : this.top + below;
        }
        const above = this.live.lastIndexOf(key);
        return above >= 0 ? this.live.length - 1 - above : this.live.length + this.older.indexOf(key);
    }

    /** Rows of the first page, in the list's order. */
    append(rows: readonly RequestRow[]): void {
        for (const row of rows) {
            const key = keyOf(row);
            if (!this.byKey.has(key)) this.older.push(key);
            this.byKey.set(key, row);
        }
    }

    /** Rows that came just now; before them `skipped` that the server did not send. */
    push(came: readonly LiveRow[], skipped: number): void {
        const rows = came.filter((row) => !this.deep.replace(row) && !this.below(row));
        if (this.held) {
            this.keep(rows, skipped);
            return;
        }
        if (skipped > 0) this.skip(skipped);
        for (const row of [...rows].sort((a, b) => (a.at < b.at ? -1 : 1))) {
            const key = keyOf(row);
            if (!this.byKey.has(key)) this.insert(key, row.at);
            this.byKey.set(key, row);
        }
    }

    /** Whether a row has its place among the pages that come and go: there it is read when one comes by. */
    private below({ token }: LiveRow): boolean {
        const { anchor } = this.deep;
        return anchor !== undefined && token !== undefined && Number(token) < Number(anchor);
    }

    /** A request is told of when it is stored: some come after others that began later. */
    private insert(key: string, at: string): void {
        const later = (entry: string | number | undefined) =>
            typeof entry === 'string' && (this.byKey.get(entry)?.at ?? '') > at;
        let place = this.live.length;
        while (later(this.live[place - 1])) place--;
        let below = 0;
        if (place === 0) while (later(this.older[below])) below++;
        if (below > 0) this.older.splice(below, 0, key);
        else this.live.splice(place, 0, key);
    }

    /** Shows what was kept aside; false where that was too much, and the list must be read again. */
    release(): boolean {
        this.held = false;
        const whole = !this.overflown;
        const kept = this.aside;
        this.forget();
        if (whole) for (const { rows, skipped } of kept) this.push(rows, skipped);
        return whole;
    }

    /** @param again whether the same rows are to come again: those of the deep keep their places */
    clear(again = false): void {
        this.byKey.clear();
        this.live = [];
        this.older = [];
        this.forget();
        if (again) this.deep.forget();
        else this.deep.begin(undefined);
    }

    private forget(): void {
        this.aside = [];
        this.asideKeys = new Set();
        this.asideSkipped = 0;
    }

    private skip(skipped: number): void {
        const last = this.live.at(-1);
        if (typeof last === 'number') this.live[this.live.length - 1] = last + skipped;
        else this.live.push(skipped);
    }

    /** A row that is on the list already may grow where it stands; only new ones wait. */
    private keep(rows: readonly RequestRow[], skipped: number): void {
        if (this.overflown) return;
        const fresh: RequestRow[] = [];
        for (const row of rows) {
            const key = keyOf(row);
            if (this.byKey.has(key)) {
                this.byKey.set(key, row);
                continue;
            }
            fresh.push(row);
            this.asideKeys.add(key);
        }
        this.asideSkipped += skipped;
        this.aside.push({ rows: fresh, skipped });
        if (this.overflown) this.aside = [];
    }
}
