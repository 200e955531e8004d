import type { PacketDetail } from '../../../api';
import * as api from '../../../api/quic';
import { Events } from '../../../ui/events';
import { count, duration, offset, plural } from '../../../ui/format';
import { useLoad } from '../../../ui/load';
import { Note, Problem } from '../../../ui/message';
import { Missing, Text } from '../../../ui/text';
import { format, type QuicRoute, requestsOf } from '../../../route';
import { frameText } from '../frames';
import { fateText } from '../fate';
import { spaceName } from '../names';
import type { Look } from '../look';
import '../../../ui/facts.css';

/** `sent.application.123` as one says it. */
export function packetTitle(name: string): string {
    const [direction = '', space = '', number = ''] = name.split('.');
    return `${direction === 'sent' ? 'Sent' : 'Received'} packet ${count(Number(number))} · ${spaceName(space)}`;
}

interface PacketPartProps {
    name: string;
    look: Look;
    route: QuicRoute;
}

/** A packet with every event of it, and what became of it. */
export function PacketPart({ name, look, route }: PacketPartProps) {
    const loaded = useLoad((signal) => api.packet(route.id, route.conn, name, signal), [route.id, route.conn, name]);
    if (loaded.error !== undefined) return <Problem error={loaded.error} retry={loaded.again} />;
    const packet = loaded.value;
    if (packet === undefined) return <Note title="Reading the packet …" />;
    return (
        <>
            <dl class="facts dock-facts">
                <dt>{packet.direction === 'sent' ? 'Sent' : 'Received'}</dt>
                <dd title={packet.at}>
                    {offset(packet.offsetNanos)}{' '}
                    <button type="button" class="link-button" onClick={() => look.timeline.reveal(packet.offsetNanos)}>
                        show it there
                    </button>
                </dd>
                <dt>Size</dt>
                <dd>{packet.size === null ? <Missing>not told</Missing> : plural(packet.size, 'byte')}</dd>
                <dt>Fate</dt>
                <dd>
                    <Fate of={packet} look={look} />
                </dd>
                {packet.ackedBy !== null && (
                    <>
                        <dt>Acknowledged by</dt>
                        <dd>
                            <AckedBy name={packet.ackedBy.replaceAll('/', '.')} look={look} />
                        </dd>
                    </>
                )}
                <dt>Frames</dt>
                <dd>
                    {packet.frames.length === 0 ? (
                        <Missing>no probe tells them</Missing>
                    ) : (
                        <ul>
                            {packet.frames.map((frame, i) => (
                                <li key={i} class="mono">
                                    {frameText(frame, packet.direction)}
                                </li>
                            ))}
                        </ul>
                    )}
                </dd>
                <dt>Streams</dt>
                <dd>
                    <Streams of={packet} look={look} route={route} />
                </dd>
            </dl>
            <h2 class="small-heading dock-heading">Its events</h2>
            <Events events={packet.events} foot={plural(packet.events.length, 'event')} />
        </>
    );
}

function AckedBy({ name, look }: { name: string; look: Look }) {
    return (
        <button type="button" class="link-button" onClick={() => look.select({ packet: name })}>
            {packetTitle(name)}
        </button>
    );
}

/** What became of a packet, in words. */
function Fate({ of, look }: { of: PacketDetail; look: Look }) {
    if (of.fate === null) return <Missing>its sender knows</Missing>;
    const at = of.fateOffsetNanos === null ? '' : ` at ${offset(of.fateOffsetNanos)}`;
    const rtt = of.rttNanos === null ? '' : `, ${duration(of.rttNanos)} after it was sent (our clock)`;
    return (
        <>
            {fateText(of, look.summary.value)}
            {at}
            {rtt}
        </>
    );
}

function Streams({ of, look, route }: { of: PacketDetail; look: Look; route: QuicRoute }) {
    if (of.streams.length === 0) return <Missing>none</Missing>;
    return (
        <>
            {of.streams.map(({ stream, req, request }) => (
                <span key={stream} class="dock-stream">
                    <button
                        type="button"
                        class="link-button"
                        onClick={() => look.select({ packet: '', stream: String(stream) })}>
                        {stream}
                    </button>
                    {req !== null && (
                        <a
                            href={format({
                                ...requestsOf(route.id, `conn = ${route.conn}`),
                                request: `${route.conn}/${req}`,
                            })}>
                            {request === null ? (
                                'its request'
                            ) : (
                                <Text of={`${request.method ?? ''} ${request.path ?? ''}`} cut={60} />
                            )}
                        </a>
                    )}
                </span>
            ))}
        </>
    );
}
