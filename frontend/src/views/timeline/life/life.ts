import { signal } from '@preact/signals';
import { type ApiError, asApiError, connection, connectionEvents, type ConnectionRow, isAbort } from '../../../api';
import { marks as askMarks } from '../../../api/quic';
import { offsetOf } from '../../../ui/moment';
import type { Span } from '../../../ui/timeaxis';
import type { Look } from '../look';
import { TcpTracks } from './tcp';
import { eventMarks, type LifeMark, quicMarks, tlsHandshake } from './marks';

const AGAIN_MILLIS = 2000;
const MOST = 500;
const PROBES = ['picotls:*', 'h2o:h1_*'];

/** What is known of the one connection that is shown: when it was there, its handshake, and what happened to it. */
export class Life {
    readonly row = signal<ConnectionRow | undefined>(undefined);
    readonly marks = signal<readonly LifeMark[]>([]);
    readonly handshake = signal<Span | undefined>(undefined);
    readonly tcp = new TcpTracks();
    readonly error = signal<ApiError | undefined>(undefined);
    private readonly stopped = new AbortController();
    private timer: ReturnType<typeof setTimeout> | undefined;

    constructor(
        private readonly look: Look,
        private readonly conn: string,
    ) {}

    async read(running: boolean): Promise<void> {
        clearTimeout(this.timer);
        if (this.conn === '' || this.look.origin === '') return;
        const stop = this.stopped.signal;
        try {
            const { session } = this.look;
            const row = await connection(session, Number(this.conn), stop);
            this.row.value = row;
            const since = offsetOf(this.look.origin, row.at);
            if (row.protocol === 'HTTP/3') await this.readQuic(since, stop);
            else await Promise.all([this.readTls(since, stop), this.tcp.read(session, row, this.look.origin, stop)]);
            this.error.value = undefined;
        } catch (reason) {
            if (isAbort(reason)) return;
            this.error.value = asApiError(reason);
        }
        if (running && !stop.aborted) this.timer = setTimeout(() => void this.read(running), AGAIN_MILLIS);
    }

    close(): void {
        this.stopped.abort();
        clearTimeout(this.timer);
    }

    private async readQuic(since: number, stop: AbortSignal): Promise<void> {
        const { session } = this.look;
        const found = await askMarks(session, this.conn, { limit: MOST }, stop);
        this.marks.value = quicMarks(found, since);
        const done = found.find(({ kind }) => kind === 'handshake');
        this.handshake.value = done === undefined ? undefined : { from: since, to: since + done.offsetNanos };
    }

    private async readTls(since: number, stop: AbortSignal): Promise<void> {
        const { session } = this.look;
        const pages = await Promise.all(
            PROBES.map((probe) => connectionEvents(session, Number(this.conn), { probe, limit: MOST }, stop)),
        );
        const events = pages.flatMap(({ rows }) => rows).sort((a, b) => a.offsetNanos - b.offsetNanos);
        this.marks.value = eventMarks(events, since);
        this.handshake.value = tlsHandshake(events, since);
    }
}
