import { type ReadonlySignal, signal } from '@preact/signals';
import type { QuicSummary, Series } from '../../api';
import * as api from '../../api/quic';

const BUCKETS = 512;
const MINIMAP = ['sent', 'lost'];
/** A growth of less than this part of all is not to be seen in a minimap. */
const SEEN_GROWTH = 1 / 256;

/** All of a connection at the width of a minimap: what that draws of it, or all its series where a panel wants them. */
export class Whole {
    private readonly found = signal<Series | undefined>(undefined);
    /** How far it goes; -1: it was not read. */
    private to = -1;

    constructor(
        private readonly session: string,
        private readonly conn: string,
        private all: boolean,
        private readonly stop: AbortSignal,
    ) {}

    get series(): ReadonlySignal<Series | undefined> {
        return this.found;
    }

    /** It goes as far as this: whether there is so much more that it would be seen, or the last of it. */
    grown({ lastOffsetNanos, endedAt }: QuicSummary, running: boolean): boolean {
        const to = lastOffsetNanos ?? 0;
        const by = to - this.to;
        return this.to < 0 || by > to * SEEN_GROWTH || (by > 0 && (endedAt != null || !running));
    }

    /** What was read goes as far as this. */
    reaches({ lastOffsetNanos }: QuicSummary): void {
        this.to = lastOffsetNanos ?? 0;
    }

    /** @return whether they were not read so far */
    wantAll(): boolean {
        const before = this.all;
        this.all = true;
        return !before;
    }

    async read(): Promise<void> {
        const { all } = this;
        const which = { width: BUCKETS, ...(all ? {} : { names: MINIMAP }) };
        const series = await api.series(this.session, this.conn, which, this.stop);
        // One with all its series may have been asked for meanwhile: it is on its way.
        if (all === this.all) this.found.value = series;
    }
}
