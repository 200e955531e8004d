import type { ColourName } from '../../../ui/colours';
import type { Pattern } from '../congestion/states';

export interface PartLook {
    name: string;
    colour: ColourName;
    pattern: Pattern;
}

/** What a stream waited for, as the verdict of its request names it. */
export const PARTS: Record<string, PartLook> = {
    server: { name: 'server', colour: 'verdict-server', pattern: 'plain' },
    receiving: { name: 'receiving', colour: 'verdict-receiving', pattern: 'lines' },
    waiting: { name: 'waiting its turn', colour: 'verdict-waiting', pattern: 'lines' },
    cwnd: { name: 'limited by cwnd', colour: 'verdict-cwnd', pattern: 'up' },
    connection_blocked: { name: 'blocked: connection', colour: 'verdict-blocked', pattern: 'cross' },
    stream_blocked: { name: 'blocked: stream', colour: 'verdict-blocked', pattern: 'down' },
    retransmitting: { name: 'retransmitting', colour: 'verdict-retransmitting', pattern: 'dots' },
    ack: { name: 'awaiting its ACK', colour: 'verdict-ack', pattern: 'plain' },
};
const UNKNOWN: PartLook = { name: 'not known', colour: 'edge', pattern: 'down' };

export const partLook = (kind: string): PartLook => PARTS[kind] ?? UNKNOWN;
