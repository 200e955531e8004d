import type { ArgumentValue, Mark, TraceEvent } from '../../../api';
import type { ColourName } from '../../../ui/colours';
import type { Span } from '../../../ui/timeaxis';

/** A moment in the life of a connection. */
export interface LifeMark {
    at: number;
    text: string;
    letter: string;
    colour: ColourName;
}

const MESSAGES: Record<number, string> = {
    1: 'ClientHello',
    4: 'NewSessionTicket',
    5: 'EndOfEarlyData',
    11: 'Certificate',
    15: 'CertificateVerify',
    20: 'Finished',
    24: 'KeyUpdate',
};
const FINISHED = 20;

const number = (value: ArgumentValue | undefined): number | undefined =>
    typeof value === 'number' ? value : undefined;

const messageOf = (event: TraceEvent): number | undefined =>
    event.probe === 'picotls:receive_message' ? number(event.arguments['message']) : undefined;

/** What the probes of TLS and HTTP/1 say of a connection; offsets are from the connection's beginning, `since` from the origin. */
export function eventMarks(events: readonly TraceEvent[], since: number): LifeMark[] {
    const found: LifeMark[] = [];
    const add = (event: TraceEvent, text: string, letter: string, colour: ColourName) =>
        found.push({ at: since + event.offsetNanos, text, letter, colour });
    for (const event of events) {
        const message = messageOf(event);
        if (message !== undefined)
            add(event, `TLS: ${MESSAGES[message] ?? `message ${message}`} received`, 'T', 'frame-crypto');
        else if (event.probe === 'picotls:new') add(event, 'TLS begins', 'T', 'frame-crypto');
        else if (event.probe === 'picotls:free') add(event, 'TLS ends', 'T', 'frame-crypto');
        else if (event.probe === 'h2o:h1_accept') add(event, 'accepted', 'A', 'good');
        else if (event.probe === 'h2o:h1_close') add(event, 'closed', 'X', 'frame-close');
    }
    return found;
}

const QUIC: Record<string, { letter: string; colour: ColourName }> = {
    loss: { letter: '×', colour: 'plot-lost' },
    congestion: { letter: 'C', colour: 'plot-cwnd' },
    pto: { letter: 'P', colour: 'plot-mark' },
    close: { letter: 'X', colour: 'frame-close' },
    path: { letter: 'N', colour: 'frame-path' },
    handshake: { letter: 'H', colour: 'good' },
    blocked: { letter: 'B', colour: 'frame-flow' },
    reset: { letter: 'R', colour: 'frame-close' },
};

export const quicMarks = (marks: readonly Mark[], since: number): LifeMark[] =>
    marks.map(({ offsetNanos, kind, text, count }) => ({
        at: since + offsetNanos,
        text: count !== undefined && count > 1 ? `${text}, ${count} times` : text,
        letter: QUIC[kind]?.letter ?? '·',
        colour: QUIC[kind]?.colour ?? 'ink-3',
    }));

/** From where TLS began until the client had finished; undefined where no probe told. */
export function tlsHandshake(events: readonly TraceEvent[], since: number): Span | undefined {
    const first = events.find(({ probe }) => probe.startsWith('picotls:'));
    const last = events.find((event) => messageOf(event) === FINISHED);
    if (first === undefined || last === undefined) return undefined;
    return { from: since + first.offsetNanos, to: since + last.offsetNanos };
}
