import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../../../api';
import { eventMarks, quicMarks, tlsHandshake } from './marks';

const event = (probe: string, offsetNanos: number, more: TraceEvent['arguments'] = {}): TraceEvent => ({
    at: '',
    offsetNanos,
    probe,
    tid: 1,
    seq: offsetNanos,
    arguments: more,
});
const HANDSHAKE = [
    event('picotls:new', 10),
    event('picotls:receive_message', 20, { message: 1 }),
    event('picotls:receive_message', 90, { message: 20 }),
];

describe('the life of a connection', () => {
    it('names the messages of TLS, counted from the origin', () => {
        expect(eventMarks(HANDSHAKE, 1000).map(({ at, text }) => [at, text])).toEqual([
            [1010, 'TLS begins'],
            [1020, 'TLS: ClientHello received'],
            [1090, 'TLS: Finished received'],
        ]);
    });

    it('has a handshake from the first of TLS to the client’s Finished, and none where that was not seen', () => {
        expect(tlsHandshake(HANDSHAKE, 1000)).toEqual({ from: 1010, to: 1090 });
        expect(tlsHandshake(HANDSHAKE.slice(0, 2), 1000)).toBeUndefined();
    });

    it('knows when it was accepted and closed, and leaves out what says nothing of it', () => {
        const marks = eventMarks(
            [event('h2o:h1_accept', 0), event('h2o:send_response', 5), event('h2o:h1_close', 9)],
            0,
        );
        expect(marks.map(({ text }) => text)).toEqual(['accepted', 'closed']);
    });

    it('has the marks of QUIC, several of a kind as one', () => {
        const [mark] = quicMarks(
            [{ at: '', offsetNanos: 7, kind: 'loss', text: 'packet lost', probe: '', count: 3 }],
            100,
        );
        expect(mark).toMatchObject({ at: 107, text: 'packet lost, 3 times', letter: '×' });
    });
});
