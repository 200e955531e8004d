import { signal } from '@preact/signals';
import { type ApiError, asApiError, isAbort, lanes, type Lane } from '../../../api';
import { untilComplete } from '../../../ui/complete';
import type { Span } from '../../../ui/timeaxis';
import { nearFor, type Need, Windows } from '../../../ui/windows';
import type { Look } from '../look';
import { type LanePart, partsOf, Shelf } from './shelf';

/** Up to so many lanes keep their places whatever is shown; of more those are listed that have something near it. */
const MOST_STEADY = 200;
const PAGE = 500;
const LIST_BUCKETS = 128;

interface List {
    lanes: readonly Lane[];
    next: string | undefined;
    need: Need | undefined;
}

/** The lanes of a session: which there are, in order, and the items of those in sight. */
export class Lanes {
    readonly rows = signal<readonly Lane[]>([]);
    /** Whether there are more than are listed. */
    readonly open = signal(false);
    readonly loaded = signal(false);
    readonly error = signal<ApiError | undefined>(undefined);
    /** Lanes that are kept on top, which may not be among those that are listed. */
    readonly pinned = signal<ReadonlyMap<string, Lane>>(new Map());
    /** Counts up whenever items have come. */
    readonly version = signal(0);
    readonly shelves: Windows<Shelf>;
    private readonly lists: Windows<List>;
    private readonly stopped = new AbortController();
    private filling: AbortController | undefined;
    private keys: readonly string[] = [];
    private steady: boolean | undefined;
    private end = 0;
    private shown: Span = { from: 0, to: 0 };

    constructor(private readonly look: Look) {
        this.shelves = new Windows((need, stop, partly) => this.readItems(need, stop, partly));
        this.lists = new Windows((need, stop, partly) => this.ask(need, stop, undefined, partly), undefined, nearFor);
        this.lists.pieces.subscribe(([first]) => {
            if (first !== undefined && this.steady !== true) this.put(first.value);
        });
    }

    /** Says what is shown now. */
    want(shown: Span, extent: Span): void {
        this.shown = shown;
        this.shelves.want(shown, extent);
        if (this.steady !== true) this.lists.want(shown, extent);
        if (this.end === extent.to) return;
        this.end = extent.to;
        if (this.steady !== false && this.few()) void this.readSteady();
        else this.steady = false;
    }

    /** Says which lanes are in sight or soon will be. */
    seen(keys: readonly string[]): void {
        if (keys.join('\n') === this.keys.join('\n')) return;
        this.keys = keys;
        this.filling?.abort();
        const filling = (this.filling = new AbortController());
        const [best] = this.shelves.pieces.peek();
        best?.value
            .fill(keys, filling.signal, () => this.version.value++)
            .catch((reason: unknown) => this.failed(reason));
    }

    /** Reads what is not known yet of lanes that are pinned. */
    async pin(keys: readonly string[]): Promise<void> {
        const { look } = this;
        const unknown = keys.filter((key) => this.head(key) === undefined);
        if (unknown.length === 0) return;
        const of = { q: look.q, by: look.route.peek().by, width: 1, limit: unknown.length, keys: unknown };
        const stop = this.stopped.signal;
        try {
            const found = await untilComplete(() => lanes(look.session, of, stop), stop);
            this.pinned.value = new Map([
                ...this.pinned.peek(),
                ...found.lanes.map((lane) => [lane.key, lane] as const),
            ]);
        } catch (reason) {
            this.failed(reason);
        }
    }

    head(key: string): Lane | undefined {
        return this.pinned.value.get(key) ?? this.rows.value.find((lane) => lane.key === key);
    }

    partsOf(key: string, shown: Span): { parts: LanePart[]; missing: Span[] } {
        void this.version.value;
        return partsOf(key, shown, this.shelves.pieces.value);
    }

    /** The next page of lanes, where there are more than are listed. */
    async more(): Promise<void> {
        const [piece] = this.lists.pieces.peek();
        const list = piece?.value;
        if (this.steady === true || list?.next === undefined) return;
        const after = list.next;
        list.next = undefined;
        try {
            const page = await this.ask(list.need, this.stopped.signal, after);
            list.lanes = [...list.lanes, ...page.lanes];
            list.next = page.next;
            if (this.lists.pieces.peek()[0]?.value === list) this.put(list);
        } catch (reason) {
            list.next = after;
            this.failed(reason);
        }
    }

    again(): void {
        this.error.value = undefined;
        this.shelves.again();
        if (this.steady === false) this.lists.again();
        else void this.readSteady();
    }

    close(): void {
        this.stopped.abort();
        this.filling?.abort();
        this.shelves.close();
        this.lists.close();
    }

    private put({ lanes: rows, next }: List): void {
        this.rows.value = rows;
        this.open.value = next !== undefined;
        this.loaded.value = true;
    }

    private failed(reason: unknown): void {
        if (!isAbort(reason)) this.error.value = asApiError(reason);
    }

    /** Whether they may be few, as far as is known: else one need not ask for all. */
    private few(): boolean {
        const totals = this.look.whole.peek()?.totals;
        const { by } = this.look.route.peek();
        const least = by === 'connection' ? totals?.connections : by === 'request' ? totals?.requests : 0;
        return (least ?? 0) <= MOST_STEADY;
    }

    /** All lanes there are; where they are too many to be steady, those near what is shown take over. */
    private async readSteady(): Promise<void> {
        try {
            const list = await this.ask(undefined, this.stopped.signal);
            this.steady = list.next === undefined && list.lanes.length <= MOST_STEADY;
            if (this.steady) this.put(list);
            else {
                const [first] = this.lists.pieces.peek();
                if (first !== undefined) this.put(first.value);
                this.lists.want(this.shown, this.look.timeline.extent.peek());
            }
        } catch (reason) {
            this.failed(reason);
        }
    }

    private async ask(
        need: Need | undefined,
        stop: AbortSignal,
        after?: string,
        partly: (value: List) => void = () => undefined,
    ): Promise<List> {
        const { look } = this;
        const between = need === undefined ? {} : look.clock(need);
        // The server answers whole buckets: of one alone, far beyond what is asked about.
        const width = need === undefined ? 1 : LIST_BUCKETS;
        const of = { q: look.q, by: look.route.peek().by, ...between, width, limit: PAGE, after };
        const list = (answer: { lanes: Lane[]; next?: string }) => ({ lanes: answer.lanes, next: answer.next, need });
        return list(
            await untilComplete(
                () => lanes(look.session, of, stop),
                stop,
                (part) => partly(list(part)),
            ),
        );
    }

    private async readItems(need: Need, stop: AbortSignal, partly: (value: Shelf) => void): Promise<Shelf> {
        const shelf = new Shelf(this.look, need);
        await shelf.fill(this.keys, stop, () => {
            partly(shelf);
            this.version.value++;
        });
        // Some may have come into sight meanwhile.
        await shelf.fill(this.keys, stop, () => this.version.value++);
        return shelf;
    }
}
