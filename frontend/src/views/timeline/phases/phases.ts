import { signal } from '@preact/signals';
import { isAbort, request, type RequestDetail } from '../../../api';
import { offsetOf } from '../../../ui/moment';
import { timeline } from '../../../ui/phases';
import type { Span } from '../../../ui/timeaxis';
import type { Look } from '../look';

export type PhaseKind = 'request' | 'server' | 'response' | 'sending';
export interface Phase extends Span {
    kind: PhaseKind;
}

/** What is told of a request's time, in offsets from the session's origin. */
export interface Told {
    phases: readonly Phase[];
    finished: boolean;
}

export function toldOf(detail: RequestDetail, origin: string): Told {
    const since = offsetOf(origin, detail.at);
    return {
        phases: timeline(detail).phases.map(({ kind, from, to }) => ({ kind, from: since + from, to: since + to })),
        finished: detail.finished,
    };
}

const AT_ONCE = 4;
const MOST_KEPT = 2000;

/** The phases of the requests in sight, read as they come into it, a few at a time. */
export class Phases {
    /** Counts up whenever some have come. */
    readonly version = signal(0);
    private readonly kept = new Map<string, Told | undefined>();
    private wanted: readonly string[] = [];
    private under = 0;
    private readonly stopped = new AbortController();

    constructor(private readonly look: Look) {}

    of(key: string): Told | undefined {
        void this.version.value;
        return this.kept.get(key);
    }

    /** Those in sight now; what has left it need not be read any more. */
    want(keys: readonly string[]): void {
        // One that has not ended may have more by now.
        this.wanted = keys.filter((key) => !this.kept.has(key) || this.kept.get(key)?.finished === false);
        this.go();
    }

    close(): void {
        this.stopped.abort();
        this.wanted = [];
    }

    private go(): void {
        while (this.under < AT_ONCE && this.wanted.length > 0) {
            const [next, ...rest] = this.wanted;
            this.wanted = rest;
            if (next !== undefined) void this.read(next);
        }
    }

    private async read(key: string): Promise<void> {
        const [conn = 0, req = 0] = key.split('/').map(Number);
        this.under++;
        try {
            const detail = await request(this.look.session, conn, req, this.stopped.signal);
            this.keep(key, toldOf(detail, this.look.origin));
        } catch (reason) {
            // Its bar stays without phases, as one whose moments nobody told.
            if (!isAbort(reason)) this.keep(key, undefined);
        }
        this.under--;
        this.go();
    }

    private keep(key: string, told: Told | undefined): void {
        if (this.kept.size >= MOST_KEPT) this.kept.clear();
        this.kept.set(key, told);
        this.version.value++;
    }
}
