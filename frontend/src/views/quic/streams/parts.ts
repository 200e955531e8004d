import type { ColourName } from '../../../ui/colours';
import { PART_NAMES } from '../../../ui/parts';
import type { Pattern } from '../../../ui/patterns';

export interface PartLook {
    name: string;
    colour: ColourName;
    pattern: Pattern;
}

/** What a stream waited for, as the verdict of its request names it. */
export const PARTS: Record<string, PartLook> = {
    server: { name: PART_NAMES.server, colour: 'verdict-server', pattern: 'plain' },
    receiving: { name: PART_NAMES.receiving, colour: 'verdict-receiving', pattern: 'lines' },
    waiting: { name: PART_NAMES.waiting, colour: 'verdict-waiting', pattern: 'lines' },
    cwnd: { name: PART_NAMES.cwnd, colour: 'verdict-cwnd', pattern: 'up' },
    connection_blocked: { name: PART_NAMES.connection_blocked, colour: 'verdict-blocked', pattern: 'cross' },
    stream_blocked: { name: PART_NAMES.stream_blocked, colour: 'verdict-blocked', pattern: 'down' },
    retransmitting: { name: PART_NAMES.retransmitting, colour: 'verdict-retransmitting', pattern: 'dots' },
    ack: { name: PART_NAMES.ack, colour: 'verdict-ack', pattern: 'plain' },
};
const UNKNOWN: PartLook = { name: PART_NAMES.unknown, colour: 'edge', pattern: 'down' };

export const partLook = (kind: string): PartLook => PARTS[kind] ?? UNKNOWN;
