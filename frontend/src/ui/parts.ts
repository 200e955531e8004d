import type { VerdictKind } from '../api';

/** The parts of a request's time, in the order they are shown: the same words wherever one is named. */
export const PART_NAMES: Readonly<Record<VerdictKind, string>> = {
    server: 'Server',
    receiving: 'Receiving',
    waiting: 'Waiting',
    cwnd: 'Congestion window',
    connection_blocked: 'Connection blocked',
    stream_blocked: 'Stream blocked',
    retransmitting: 'Retransmitting',
    ack: 'Awaiting ACK',
    unknown: 'Not known',
};
