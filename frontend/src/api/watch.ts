import { signal } from '@preact/signals';
import { address, ApiError, asApiError, get, isAbort, type Params } from './http';
import type { LiveRow } from './requestRow';
import type { LiveCounts, Loss, Session } from './types';

/** `off`: nothing runs that could be followed. `lost`: the stream broke and is being opened again. */
export type Link = 'off' | 'connecting' | 'open' | 'lost';

/** A break shorter than this is not worth a word. */
const GRACE_MILLIS = 1500;

interface Rates {
    events: number;
    requests: number;
}

/** One session as it is now: its record, and while it runs its counts, losses and new rows as they come. */
export class SessionWatch {
    readonly session = signal<Session | undefined>(undefined);
    readonly error = signal<ApiError | undefined>(undefined);
    readonly rates = signal<Rates>({ events: 0, requests: 0 });
    readonly losses = signal<Loss[]>([]);
    readonly link = signal<Link>('connecting');
    /** New and changed rows; `skipped` counts those the server did not send to keep the stream thin. */
    onRows: (rows: LiveRow[], skipped: number) => void = () => undefined;
    /** The stream was away, or has just begun: rows may have come before that nobody told of. */
    onReopened: () => void = () => undefined;
    /** The session has ended: what the store holds is now all there is. */
    onEnded: () => void = () => undefined;
    private stream: EventSource | undefined;
    private asked: Params = { q: '' };
    private lostTimer: ReturnType<typeof setTimeout> | undefined;
    private readonly stopped = new AbortController();

    constructor(readonly id: string) {
        document.addEventListener('visibilitychange', () => this.visible(), { signal: this.stopped.signal });
        void this.refresh();
    }

    /** Follows the rows that match, with what is asked for beside; counts come whatever the query. */
    follow(q: string, beside: Params = {}): void {
        const asked = { q, ...beside };
        if (address('', asked) === address('', this.asked) && this.stream !== undefined) return;
        this.asked = asked;
        if (running(this.session.value)) this.open();
    }

    async refresh(): Promise<void> {
        try {
            this.session.value = await get<Session>(this.path(), {}, this.stopped.signal);
            this.error.value = undefined;
            this.losses.value = await get<Loss[]>(`${this.path()}/losses`, {}, this.stopped.signal);
        } catch (reason) {
            if (!isAbort(reason)) this.error.value = asApiError(reason);
        }
        if (!running(this.session.value)) this.link.value = 'off';
        else if (this.stream === undefined && !this.stopped.signal.aborted) this.open();
    }

    close(): void {
        this.stopped.abort();
        clearTimeout(this.lostTimer);
        this.stream?.close();
    }

    private path(): string {
        return `/api/sessions/${encodeURIComponent(this.id)}`;
    }

    private open(): void {
        this.stream?.close();
        if (document.hidden) return;
        clearTimeout(this.lostTimer);
        const stream = new EventSource(address(`${this.path()}/live`, this.asked));
        this.stream = stream;
        if (this.link.value !== 'lost') this.link.value = 'connecting';
        stream.addEventListener('open', () => this.opened());
        stream.addEventListener('error', () => this.broken(stream));
        stream.addEventListener('request', (message) => {
            const data = JSON.parse(message.data as string) as { rows: LiveRow[]; skipped?: number };
            this.onRows(data.rows, data.skipped ?? 0);
        });
        stream.addEventListener('counts', (message) => this.counted(JSON.parse(message.data as string) as LiveCounts));
        stream.addEventListener('gone', () => void this.refresh());
        stream.addEventListener('loss', (message) => {
            this.losses.value = [...this.losses.value, JSON.parse(message.data as string) as Loss];
        });
    }

    private opened(): void {
        clearTimeout(this.lostTimer);
        this.link.value = 'open';
        this.onReopened();
    }

    /** The browser tries again by itself, except where the server has refused; then this does, after asking it why. */
    private broken(stream: EventSource): void {
        if (stream !== this.stream) return;
        const refused = stream.readyState === EventSource.CLOSED;
        clearTimeout(this.lostTimer);
        this.lostTimer = setTimeout(() => {
            this.link.value = 'lost';
            if (!refused) return;
            this.stream = undefined;
            void this.refresh();
        }, GRACE_MILLIS);
    }

    private counted({ eventsPerSecond, requestsPerSecond, state, ...counts }: LiveCounts): void {
        const session = this.session.value;
        if (session === undefined) return;
        this.rates.value = { events: eventsPerSecond, requests: requestsPerSecond };
        this.session.value = { ...session, counts, state };
        if (state !== 'running' && state !== 'stopping') void this.ended();
    }

    private async ended(): Promise<void> {
        clearTimeout(this.lostTimer);
        this.stream?.close();
        this.stream = undefined;
        await this.refresh();
        this.onEnded();
    }

    /** A hidden tab gives its stream back: a browser opens only six to one server. */
    private visible(): void {
        if (!running(this.session.value)) return;
        if (document.hidden) {
            this.stream?.close();
            this.link.value = 'lost';
        } else {
            this.open();
        }
    }
}

function running(session: Session | undefined): boolean {
    return session?.state === 'running' || session?.state === 'stopping';
}
