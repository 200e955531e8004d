import { batch, effect, signal, untracked } from '@preact/signals';
import { type ApiError, asApiError, isAbort, overview, type Overview } from '../../api';
import { connectionOf, format, navigate, type TimelineRoute, type TimeRange } from '../../route';
import { untilComplete } from '../../ui/complete';
import { momentOf, offsetOf } from '../../ui/moment';
import type { Span } from '../../ui/timeaxis';
import { Timeline } from '../../ui/timeline';
import { Windows } from '../../ui/windows';
import { Lanes } from './lanes/lanes';
import { connectionRange, readTracks, spanIn } from './readtracks';

const AGAIN_MILLIS = 1000;
const AFTER_ERROR_MILLIS = 5000;
const URL_MILLIS = 250;
const WHOLE_BUCKETS = 800;

/** How one looks at a session over time: what is shown and selected, for all that is drawn; its URL says the same. */
export class Look {
    readonly timeline = new Timeline();
    /** All of it at the width of a minimap. */
    readonly whole = signal<Overview | undefined>(undefined);
    readonly error = signal<ApiError | undefined>(undefined);
    readonly route;
    readonly tracks: Windows<Overview>;
    readonly lanes: Lanes;
    private readonly stopped = new AbortController();
    private readonly forget: (() => void)[] = [];
    private timer: ReturnType<typeof setTimeout> | undefined;
    private urlTimer: ReturnType<typeof setTimeout> | undefined;
    private written = '';
    private running = false;
    private told = false;
    private moving = false;

    constructor(route: TimelineRoute) {
        this.route = signal(route);
        this.written = format(route);
        this.tracks = new Windows((need, stop, partly) => readTracks(this, need, stop, partly));
        this.lanes = new Lanes(this);
        const { timeline } = this;
        this.forget.push(
            effect(() => {
                const shown = timeline.shown.value;
                const extent = timeline.extent.value;
                if (this.whole.value === undefined) return;
                untracked(() => {
                    this.tracks.want(shown, extent);
                    this.lanes.want(shown, extent);
                    this.later();
                });
            }),
            effect(() => {
                const area = timeline.area.value;
                untracked(() => {
                    // A stretch that is drawn takes the place of the request that was open.
                    if (area !== undefined && !this.moving && this.route.peek().request !== '')
                        this.go({ request: '' }, 'replace');
                    this.later();
                });
            }),
        );
        void this.read();
    }

    get session(): string {
        return this.route.peek().id;
    }

    get q(): string {
        return this.route.peek().q;
    }

    /** The connection that alone is shown, or "". */
    get conn(): string {
        return connectionOf(this.route.peek());
    }

    get origin(): string {
        return this.whole.peek()?.origin ?? '';
    }

    /** The URL says how to look: from its first reading, or by the browser's back and forward. */
    take(route: TimelineRoute): void {
        const url = format(route);
        if (url === this.written) return;
        const before = this.route.peek();
        this.written = url;
        this.route.value = route;
        // Another panel or selection moves nothing: what is shown may be ahead of what the URL says of it.
        if (spanOf(route) !== spanOf(before)) this.moveTo(route);
    }

    /** Changes something that the URL says; the stretch that is shown goes with it. */
    go(part: Partial<TimelineRoute>, how: 'push' | 'replace' = 'push'): void {
        const route = { ...this.route.peek(), ...this.spans(), ...part };
        const url = format(route);
        if (url === this.written) return;
        this.written = url;
        this.route.value = route;
        navigate(route, how);
    }

    /** While the session runs there may be more each moment. */
    live(running: boolean): void {
        const ended = this.running && !running;
        this.running = running;
        if (ended) void this.read();
        else if (running && this.timer === undefined && this.whole.peek() !== undefined) this.again();
    }

    /** The stretch on the clock, as the server wants it. */
    clock({ from, to }: Span): TimeRange {
        const { origin } = this;
        return { from: momentOf(origin, from), to: momentOf(origin, to) };
    }

    /** Said once, for those who measure how long one waits for the first picture. */
    painted(): void {
        if (!this.told) performance.mark('diagram painted');
        this.told = true;
    }

    close(): void {
        this.stopped.abort();
        for (const forget of this.forget) forget();
        clearTimeout(this.timer);
        clearTimeout(this.urlTimer);
        this.tracks.close();
        this.lanes.close();
    }

    async read(): Promise<void> {
        clearTimeout(this.timer);
        this.timer = undefined;
        const stop = this.stopped.signal;
        const first = this.whole.peek() === undefined;
        try {
            if (!document.hidden) {
                const within = await connectionRange(this.session, this.conn, stop);
                const ask = () => overview(this.session, { q: this.q, ...within, buckets: WHOLE_BUCKETS }, stop);
                const found = await untilComplete(ask, stop, (part) => first && this.grown(part));
                this.grown(found);
            }
            this.error.value = undefined;
        } catch (reason) {
            if (isAbort(reason)) return;
            this.error.value = asApiError(reason);
        }
        if (!stop.aborted && this.running) this.again();
    }

    private again(): void {
        const wait = this.error.peek() === undefined ? AGAIN_MILLIS : AFTER_ERROR_MILLIS;
        this.timer = setTimeout(() => void this.read(), wait);
    }

    private grown(whole: Overview): void {
        const first = this.whole.peek() === undefined;
        batch(() => {
            this.whole.value = whole;
            this.timeline.grow(this.conn === '' ? whole.extent : spanIn(whole));
            if (first) this.moveTo(this.route.peek());
        });
    }

    private moveTo({ from, to, area }: TimelineRoute): void {
        const { origin, timeline } = this;
        if (origin === '') return;
        const { extent } = timeline;
        this.moving = true;
        if (from === '' && to === '') timeline.fit();
        else
            timeline.show({
                from: from === '' ? extent.peek().from : offsetOf(origin, from),
                to: to === '' ? extent.peek().to : offsetOf(origin, to),
            });
        timeline.area.value =
            area === undefined ? undefined : { from: offsetOf(origin, area.from), to: offsetOf(origin, area.to) };
        this.moving = false;
    }

    private later(): void {
        clearTimeout(this.urlTimer);
        if (this.whole.peek() !== undefined) this.urlTimer = setTimeout(() => this.go({}, 'replace'), URL_MILLIS);
    }

    private spans(): Pick<TimelineRoute, 'from' | 'to' | 'area'> {
        const { timeline } = this;
        if (this.origin === '') return this.route.peek();
        const area = timeline.area.peek();
        const { from, to } = timeline.isWhole ? { from: '', to: '' } : this.clock(timeline.shown.peek());
        return { from, to, area: area === undefined ? undefined : this.clock(area) };
    }
}

const spanOf = ({ from, to, area }: TimelineRoute): string => [from, to, area?.from, area?.to].join(' ');
