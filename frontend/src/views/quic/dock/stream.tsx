import * as api from '../../../api/quic';
import { bytes, duration, offset } from '../../../ui/format';
import { useLoad } from '../../../ui/load';
import { Note, Problem } from '../../../ui/message';
import { Status } from '../../../ui/status';
import { Missing, Text } from '../../../ui/text';
import { format, type QuicRoute, quicOf, requestsOf } from '../../../route';
import type { Look } from '../look';
import '../../../ui/facts.css';

interface StreamPartProps {
    id: string;
    look: Look;
    route: QuicRoute;
}

/** A stream: the request on it, its bytes, and when they went. */
export function StreamPart({ id, look, route }: StreamPartProps) {
    const loaded = useLoad((signal) => api.stream(route.id, route.conn, id, { width: 1 }, signal), [route.conn, id]);
    if (loaded.error !== undefined) return <Problem error={loaded.error} retry={loaded.again} />;
    const stream = loaded.value;
    if (stream === undefined) return <Note title="Reading the stream …" />;
    const when = (nanos: number | null) => (nanos === null ? <Missing>not seen</Missing> : offset(nanos));
    const first = stream.firstSentOffsetNanos ?? stream.openedOffsetNanos;
    const last = stream.closedOffsetNanos ?? stream.finishedOffsetNanos ?? stream.lastSentOffsetNanos;
    return (
        <>
            <dl class="facts dock-facts">
                <dt>Request</dt>
                <dd>
                    {stream.request === null || stream.req === null ? (
                        <Missing>none on it</Missing>
                    ) : (
                        <a
                            href={format({
                                ...requestsOf(route.id, `conn = ${route.conn}`),
                                request: `${route.conn}/${stream.req}`,
                            })}>
                            <Status of={stream.request.status} /> <Text of={stream.request.method ?? ''} />{' '}
                            <Text of={stream.request.path ?? ''} cut={200} />
                        </a>
                    )}
                </dd>
                {stream.request?.durationNanos != null && (
                    <>
                        <dt>Took</dt>
                        <dd>{duration(stream.request.durationNanos)}</dd>
                    </>
                )}
                <dt>Opened</dt>
                <dd>{when(stream.openedOffsetNanos)}</dd>
                <dt>First sent</dt>
                <dd>{when(stream.firstSentOffsetNanos)}</dd>
                <dt>Last sent</dt>
                <dd>{when(stream.lastSentOffsetNanos)}</dd>
                <dt>Closed</dt>
                <dd>{when(stream.closedOffsetNanos)}</dd>
                <dt>Sent</dt>
                <dd>
                    {bytes(stream.bytesSent)}, {bytes(stream.bytesRetransmitted)} of them again
                </dd>
                <dt>Acknowledged</dt>
                <dd>{bytes(stream.bytesAcked)}</dd>
                <dt>Received</dt>
                <dd>{bytes(stream.bytesReceived)}</dd>
            </dl>
            <div class="panel-links">
                {first !== null && last !== null && last > first && (
                    <button
                        type="button"
                        class="button small"
                        onClick={() =>
                            look.timeline.show({
                                from: first - (last - first) * 0.05,
                                to: last + (last - first) * 0.05,
                            })
                        }>
                        Show its time
                    </button>
                )}
                <a
                    class="button small"
                    href={format({ ...quicOf(route.id, route.conn, 'packets'), stream: id, only: `stream=${id}` })}>
                    Its packets
                </a>
            </div>
        </>
    );
}
