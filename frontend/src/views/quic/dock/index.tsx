import { Panel } from '../../../ui/panel';
import type { QuicRoute } from '../../../route';
import type { Look } from '../look';
import { packetTitle, PacketPart } from './packet';
import { StreamPart } from './stream';
import './dock.css';

/** What is selected, in full: a packet, or else a stream. */
export function Dock({ look, route }: { look: Look; route: QuicRoute }) {
    const packet = look.packet.value;
    const stream = look.stream.value;
    if (packet !== '')
        return (
            <Panel
                label="Packet"
                title={<strong>{packetTitle(packet)}</strong>}
                onClose={() => look.select({ packet: '' })}>
                <PacketPart key={packet} name={packet} look={look} route={route} />
            </Panel>
        );
    if (stream !== '')
        return (
            <Panel label="Stream" title={<strong>Stream {stream}</strong>} onClose={() => look.select({ stream: '' })}>
                <StreamPart key={stream} id={stream} look={look} route={route} />
            </Panel>
        );
    return null;
}
