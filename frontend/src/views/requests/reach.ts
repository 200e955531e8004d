import { keyOf, type Rows } from './rows';

/** Someone waits for the request at a place, which may have to be read first. */
export class Reach {
    private awaited: { index: () => number; by: number; then: (key: string) => void } | undefined;

    constructor(
        private readonly rows: Rows,
        /** Has the row below the top ones read. */
        private readonly want: (index: number) => void,
        /** Whether rows are on their way that nobody has to ask for. */
        private readonly reading: () => boolean,
    ) {}

    /** Gives the one `by` steps from a request, from above the first where it is none; an empty list fills up first. */
    from(key: string, by: number, then: (key: string) => void): void {
        this.await({ index: () => (key === '' ? -1 : this.rows.indexOf(key)) + by, by, then });
    }

    /** Gives the request there, or the next one `by` steps of one, as soon as it is read. */
    to(index: number, by: number, then: (key: string) => void): void {
        this.await({ index: () => index, by, then });
    }

    private await(what: NonNullable<Reach['awaited']>): void {
        this.awaited = what;
        this.look();
    }

    /** Rows have come. */
    look(): void {
        if (this.awaited === undefined || (this.rows.length === 0 && this.reading())) return;
        const { index, by, then } = this.awaited;
        for (let i = index(); i >= 0 && i < this.rows.length; i += by || 1) {
            const line = this.rows.at(i);
            if (line.kind === 'waiting') return this.want(i - this.rows.top);
            if (line.kind === 'gap') continue;
            this.awaited = undefined;
            return then(keyOf(line.row));
        }
        this.awaited = undefined;
    }
}
