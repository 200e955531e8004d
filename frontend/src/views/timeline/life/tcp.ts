import { signal } from '@preact/signals';
import { type ConnectionRow, tcpSeries } from '../../../api';
import type { Surface } from '../../../ui/canvas';
import { bytes, duration, plural } from '../../../ui/format';
import { offsetOf } from '../../../ui/moment';
import { paintRates, paintRetransmits, paintRoundTrips } from '../../../ui/tcp/paint';
import { rateOf, stepAt, stepsOf, type TcpSteps } from '../../../ui/tcp/steps';
import type { Scale } from '../../../ui/timeaxis';
import type { Place, TcpTrack } from '../geometry';

/** Readings are a second apart: more than this are put together, the last of each stretch. */
const WIDTH = 4000;
const PAINTS = { 'tcp-rates': paintRates, 'tcp-rtt': paintRoundTrips, 'tcp-again': paintRetransmits };

/** What the TCP connection under the one that is shown came to, on the session's time; nothing where nobody told. */
export class TcpTracks {
    readonly steps = signal<TcpSteps | undefined>(undefined);

    async read(session: string, row: ConnectionRow, origin: string, stop: AbortSignal): Promise<void> {
        const { tcp } = row;
        if (tcp == null || tcp.samples === 0) return;
        const { points } = await tcpSeries(session, row.conn, { width: WIDTH }, stop);
        const placed = points.map((point) => ({ ...point, offsetNanos: offsetOf(origin, point.at) }));
        const found = stepsOf(placed, tcp.acceptedAt === null ? undefined : offsetOf(origin, tcp.acceptedAt));
        this.steps.value = found.steps.length === 0 ? undefined : found;
    }

    paint(surface: Surface, scale: Scale, place: Place & { name: TcpTrack }): void {
        if (this.steps.value !== undefined) PAINTS[place.name](surface, scale, place, this.steps.value);
    }

    /** What stands at a moment, in words. */
    words(at: number): string[] {
        const steps = this.steps.peek();
        const step = steps === undefined ? undefined : stepAt(steps, at);
        if (step === undefined) return [];
        if (at < step.busyFrom) return ['no byte went'];
        const rate = (n: number) => `${bytes(Math.round(rateOf(n, step)))}/s`;
        return [
            `${rate(step.received)} received, ${rate(step.acked)} sent`,
            ...(step.rttNanos > 0 ? [`RTT ${duration(step.rttNanos)}, least ${duration(step.rttMinNanos)}`] : []),
            ...(step.cwnd > 0 ? [`window ${plural(step.cwnd, 'segment')}`] : []),
            ...(step.retransmits > 0 ? [`${plural(step.retransmits, 'segment')} sent again`] : []),
        ];
    }
}
