import type { QuicFigures } from '../../api';
import { bitrate, bytes, count, duration, percent } from '../../ui/format';
import { Total } from './total';

const SOURCES = {
    quictrace: 'as the senders have it',
    measured: 'by our clock',
    both: 'some as the senders have it, some by our clock',
};

/** What all of them came to together. */
export function Totals({ of }: { of: QuicFigures }) {
    return (
        <dl class="totals">
            <Total name="Loss" value={show(of.lossShare, percent)} more={counted(of.packetsLost, of.packetsSent)} />
            <Total
                name="Spurious"
                value={show(of.spuriousShare, percent)}
                more={of.spuriousShare === null ? 'no loss' : `${count(of.lateAcked ?? 0)} acked after all`}
            />
            <Total
                name="Round trip"
                value={show(of.rtt?.p50Nanos, duration)}
                more={
                    of.rtt === null
                        ? ''
                        : `min ${duration(of.rtt.minNanos)}, p95 ${duration(of.rtt.p95Nanos)}, ${SOURCES[of.rtt.source]}`
                }
            />
            <Total
                name="Handshake"
                value={show(of.handshake?.p50Nanos, duration)}
                more={
                    of.handshake === null
                        ? 'none seen whole'
                        : `p95 ${duration(of.handshake.p95Nanos)}, of ${count(of.handshake.connections)}`
                }
            />
            <Total
                name="Throughput"
                value={show(of.throughput, bitrate)}
                more={of.bytesSent === null ? '' : `${bytes(of.bytesSent)} sent`}
            />
            <Total
                name="Goodput"
                value={show(of.goodput, bitrate)}
                more={of.bytesDelivered === null ? '' : `${bytes(of.bytesDelivered)} arrived`}
            />
            <Total
                name="Held back"
                value={show(of.ccLimitedNanos, duration)}
                more={
                    of.blockedNanos === null
                        ? ''
                        : `window full; ${of.blockedNanos === 0 ? 'never' : duration(of.blockedNanos)} blocked by flow control`
                }
            />
        </dl>
    );
}

const show = (of: number | null | undefined, how: (of: number) => string) => (of == null ? undefined : how(of));

function counted(part: number | null, whole: number | null): string {
    return part === null || whole === null ? '' : `${count(part)} of ${count(whole)} packets sent`;
}
