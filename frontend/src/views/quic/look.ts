import { batch, computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import { type ApiError, asApiError, isAbort, type QuicSummary, type Series } from '../../api';
import * as api from '../../api/quic';
import { format, navigate, type QuicRoute } from '../../route';
import type { Span } from '../../ui/timeaxis';
import { Timeline } from '../../ui/timeline';
import { Whole } from './whole';

const AGAIN_MILLIS = 700;
const AFTER_ERROR_MILLIS = 5000;
const URL_MILLIS = 250;

/** How one looks at a connection: the time that is shown and what is selected, for all panels; its URL says the same. */
export class Look {
    readonly timeline = new Timeline();
    readonly summary = signal<QuicSummary | undefined>(undefined);
    readonly error = signal<ApiError | undefined>(undefined);
    /** All of the connection at the width of a minimap; what the minimap draws of it, or all its series. */
    readonly overview: ReadonlySignal<Series | undefined>;
    /** `sent.application.123`, or "". */
    readonly packet: ReadonlySignal<string>;
    /** A stream's number, or "". */
    readonly stream: ReadonlySignal<string>;
    /** The moment that was clicked, for the panels to say what was then. */
    readonly moment = signal<number | undefined>(undefined);
    /** Goes to the next or previous of what the open panel shows. */
    step: (by: 1 | -1) => void = () => undefined;
    private readonly route = signal<QuicRoute | undefined>(undefined);
    private readonly stopped = new AbortController();
    private readonly whole: Whole;
    private readonly forget: () => void;
    private timer: ReturnType<typeof setTimeout> | undefined;
    private urlTimer: ReturnType<typeof setTimeout> | undefined;
    private beside: Span | undefined;
    private written = '';
    private running = false;
    private told = false;

    constructor(
        readonly session: string,
        readonly conn: string,
        allSeries = true,
    ) {
        this.whole = new Whole(session, conn, allSeries, this.stopped.signal);
        this.overview = this.whole.series;
        this.packet = computed(() => this.route.value?.packet ?? '');
        this.stream = computed(() => this.route.value?.stream ?? '');
        this.forget = effect(() => {
            void this.timeline.shown.value;
            untracked(() => this.later());
        });
        void this.read();
    }

    /** The URL says how to look: from its first reading, or by the browser's back and forward. */
    take(route: QuicRoute): void {
        const moved = format(route) !== this.written;
        this.written = format(route);
        this.route.value = route;
        if (moved) this.moveTo(route);
    }

    /** While the session runs there may be more each moment. */
    live(running: boolean): void {
        const ended = this.running && !running;
        this.running = running;
        if (ended) void this.read();
    }

    select(what: { packet?: string; stream?: string }): void {
        const route = this.route.peek();
        if (route !== undefined) this.go({ ...route, ...what });
    }

    only(text: string): void {
        const route = this.route.peek();
        if (route !== undefined) this.go({ ...route, only: text });
    }

    /** The stretch on the clock, as the server wants it. */
    clock(span: Span): { from?: string; to?: string } {
        const at = this.summary.peek()?.at;
        return at === undefined ? {} : api.clockOf(at, span);
    }

    close(): void {
        this.stopped.abort();
        this.forget();
        clearTimeout(this.timer);
        clearTimeout(this.urlTimer);
    }

    /** Said once, for those who measure how long one waits for the first picture. */
    painted(): void {
        if (!this.told) performance.mark('diagram painted');
        this.told = true;
    }

    async read(): Promise<void> {
        clearTimeout(this.timer);
        try {
            if (!document.hidden) await this.readNow();
            this.error.value = undefined;
        } catch (reason) {
            if (isAbort(reason)) return;
            this.error.value = asApiError(reason);
        }
        if (this.stopped.signal.aborted || !this.running || this.summary.peek()?.endedAt != null) return;
        const wait = this.error.peek() === undefined ? AGAIN_MILLIS : AFTER_ERROR_MILLIS;
        this.timer = setTimeout(() => void this.read(), wait);
    }

    private async readNow(): Promise<void> {
        const before = this.summary.peek();
        const first = before === undefined;
        // The first overview is asked for at once, not once it is known how long the connection is.
        const whole = first ? this.whole.read() : undefined;
        // Where the summary fails, that is what is told.
        whole?.catch(() => undefined);
        const summary = await api.quic(this.session, this.conn, this.stopped.signal);
        batch(() => {
            this.summary.value = summary;
            this.grow();
            const route = this.route.peek();
            if (first && route !== undefined) this.moveTo(route);
        });
        if (!this.whole.grown(summary, this.running)) return;
        await (whole ?? this.whole.read());
        this.whole.reaches(summary);
    }

    /** The overview is to have all its series from now on. */
    wantAll(): void {
        if (!this.whole.wantAll()) return;
        void this.whole.read().catch((reason: unknown) => {
            if (!isAbort(reason)) this.error.value = asApiError(reason);
        });
    }

    /** The time of the connection, and of one beside it in the time of this one: none where it is alone. */
    growBeside(span: Span | undefined): void {
        this.beside = span;
        this.grow();
    }

    /** What there is of the connection itself. */
    own(): Span {
        const summary = this.summary.peek();
        return { from: summary?.firstOffsetNanos ?? 0, to: summary?.lastOffsetNanos ?? 0 };
    }

    private grow(): void {
        const { from, to } = this.own();
        const { beside } = this;
        if (beside === undefined) this.timeline.grow({ from, to });
        else this.timeline.grow({ from: Math.min(from, beside.from), to: Math.max(to, beside.to) });
    }

    private moveTo({ from, to }: QuicRoute): void {
        if (this.summary.peek() === undefined) return;
        if (from === undefined || to === undefined) this.timeline.fit();
        else this.timeline.show({ from, to });
    }

    private later(): void {
        clearTimeout(this.urlTimer);
        if (this.summary.peek() !== undefined) this.urlTimer = setTimeout(() => this.write(), URL_MILLIS);
    }

    private write(): void {
        const route = this.route.peek();
        if (route !== undefined) this.go(route);
    }

    private go({ from: _from, to: _to, ...rest }: QuicRoute): void {
        const shown = this.timeline.shown.peek();
        const span = this.timeline.isWhole || this.summary.peek() === undefined ? {} : rounded(shown);
        const route: QuicRoute = { ...rest, ...span };
        this.written = format(route);
        this.route.value = route;
        navigate(route, 'replace');
    }
}

const rounded = ({ from, to }: Span): Span => ({ from: Math.round(from), to: Math.round(to) });
