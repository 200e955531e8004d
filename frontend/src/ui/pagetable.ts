/** How many rows are read together. */
export const PAGE = 200;

/** Where reading a page begins: behind a token, so many rows further. */
export interface Start {
    after: string;
    skip: number;
}

interface Held<R> {
    rows: R[];
    /** Where what it lacks begins. */
    rest: string | undefined;
}

/**
 * A list of any length by the places of its rows, in pages of one size: each is found again by the token behind which it
 * begins, or from the nearest one before it, and only those near to what is read are kept.
 */
export class PageTable<R> {
    private readonly pages = new Map<number, Held<R>>();
    private readonly tokens = new Map<number, string>();
    private readonly places = new Map<string, number>();
    private read = 0;
    private end: number | undefined = 0;

    constructor(
        private readonly keyOf: (row: R) => string,
        readonly size = PAGE,
        private readonly most = 60,
    ) {}

    /** As many rows as are known of. */
    get length(): number {
        return this.end ?? this.read;
    }

    /** Whether there may be more than that. */
    get open(): boolean {
        return this.end === undefined;
    }

    /** How many rows are in memory. */
    get held(): number {
        return this.places.size;
    }

    /** The token behind which the list begins. */
    get anchor(): string | undefined {
        return this.tokens.get(0);
    }

    /** Another list: it begins behind the token, and `length` says how long it is, where that is known. */
    begin(token: string | undefined, length?: number): void {
        this.forget();
        this.tokens.clear();
        this.read = 0;
        this.end = token === undefined ? 0 : length;
        if (token !== undefined) this.tokens.set(0, token);
    }

    /** Lets all rows go; their places stay. */
    forget(): void {
        this.pages.clear();
        this.places.clear();
    }

    at(index: number): R | undefined {
        return this.pages.get(Math.floor(index / this.size))?.rows[index % this.size];
    }

    /** The place of a row in memory, or -1. */
    indexOf(key: string): number {
        return this.places.get(key) ?? -1;
    }

    /** Puts what became of a row in its place; false where it is not in memory. */
    replace(row: R): boolean {
        const index = this.indexOf(this.keyOf(row));
        const page = this.pages.get(Math.floor(index / this.size));
        if (index < 0 || page === undefined) return false;
        page.rows[index % this.size] = row;
        return true;
    }

    /** From where a page is read: what it has already is not read again. */
    start(page: number): Start {
        const held = this.pages.get(page);
        if (held?.rest !== undefined) return { after: held.rest, skip: 0 };
        for (let near = page; near > 0; near--) {
            const token = this.tokens.get(near);
            if (token !== undefined) return { after: token, skip: (page - near) * this.size };
        }
        return { after: this.anchor ?? '', skip: page * this.size };
    }

    /**
     * Rows that follow what a page has; `next` is the token behind the last of them, undefined at the end of the list, and
     * `left` how many follow, where that is known.
     */
    add(page: number, rows: readonly R[], next: string | undefined, left?: number): void {
        const held = this.pages.get(page) ?? { rows: [], rest: undefined };
        for (const row of rows) this.places.set(this.keyOf(row), page * this.size + held.rows.push(row) - 1);
        const full = held.rows.length >= this.size;
        held.rest = full ? undefined : next;
        this.pages.set(page, held);
        const upTo = page * this.size + held.rows.length;
        this.read = Math.max(this.read, upTo);
        if (next === undefined) this.endAt(upTo);
        else if (left !== undefined) this.end = upTo + left;
        if (next !== undefined && full) this.follow(page + 1, next);
    }

    /** Where a page begins that was entered from far away. */
    found(page: number, token: string): void {
        this.tokens.set(page, token);
    }

    /** The list turned out to be so long. */
    endAt(length: number): void {
        this.end = length;
        this.read = Math.min(this.read, length);
    }

    /** Whether all rows of a page are in memory. */
    has(page: number): boolean {
        const held = this.pages.get(page);
        return held !== undefined && (held.rest === undefined || held.rows.length >= this.size);
    }

    /** The pages between two places that are to be read, the nearest to their middle first. */
    missing(from: number, to: number): number[] {
        const last = this.end === undefined ? this.lastBegun() : Math.ceil(this.end / this.size) - 1;
        const found: number[] = [];
        for (let page = this.pageAt(from); page <= Math.min(last, this.pageAt(to)); page++) {
            if (!this.has(page)) found.push(page);
        }
        const middle = (from + to) / 2 / this.size - 0.5;
        return found.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
    }

    /** Lets go what is furthest from what is read, but not the page of one row. */
    trim(from: number, to: number, kept: string): void {
        if (this.pages.size <= this.most) return;
        const middle = (from + to) / 2 / this.size;
        const own = this.pageAt(this.indexOf(kept));
        const far = [...this.pages.keys()].sort((a, b) => Math.abs(b - middle) - Math.abs(a - middle));
        for (const page of far.filter((each) => each !== own || this.indexOf(kept) < 0)) {
            if (this.pages.size <= this.most) return;
            for (const row of this.pages.get(page)?.rows ?? []) this.places.delete(this.keyOf(row));
            this.pages.delete(page);
        }
    }

    pageAt(index: number): number {
        return Math.floor(Math.max(0, index) / this.size);
    }

    /** Where the next page begins; if that has moved, what was known of all behind it holds no more. */
    private follow(page: number, token: string): void {
        const known = this.tokens.get(page);
        if (known !== undefined && known !== token) {
            for (const later of [...this.tokens.keys()].filter((each) => each > page)) this.tokens.delete(later);
        }
        this.tokens.set(page, token);
    }

    private lastBegun(): number {
        let last = 0;
        for (const page of this.tokens.keys()) last = Math.max(last, page);
        return last;
    }
}
