import { describe, expect, it } from 'vitest';
import { familyOf, frameText } from './frames';

describe('a frame', () => {
    it.each([
        ['ack', 'ack'],
        ['stream', 'stream'],
        ['crypto', 'crypto'],
        ['handshake_done', 'crypto'],
        ['max_data', 'flow'],
        ['max_stream_data', 'flow'],
        ['streams_blocked', 'flow'],
        ['stream_data_blocked', 'flow'],
        ['reset_stream', 'close'],
        ['stop_sending', 'close'],
        ['transport_close', 'close'],
        ['connection_close', 'close'],
        ['new_connection_id', 'path'],
        ['path_challenge', 'path'],
        ['ping', 'other'],
        ['padding', 'other'],
    ])('%s is of the family %s', (type, family) => {
        expect(familyOf(type)).toBe(family);
    });

    it('reads as one line', () => {
        expect(frameText({ type: 'stream', stream: 4, offset: 1200, length: 1200, fin: true }, 'sent')).toBe(
            'STREAM 4 · 1,200–2,400 · fin',
        );
        expect(
            frameText(
                {
                    type: 'ack',
                    ranges: [
                        [1, 5],
                        [7, 7],
                    ],
                    delay: 3,
                },
                'sent',
            ),
        ).toBe('ACK 1–5 7 · delay 3.07 ms');
        expect(frameText({ type: 'ack', largest: 7, delay: 2687 }, 'received')).toBe('ACK up to 7 · delay 2,687 (raw)');
        expect(frameText({ type: 'max_data', limit: 100 }, 'sent')).toBe('MAX_DATA limit 100');
        expect(frameText({ type: 'ping' }, 'sent')).toBe('PING');
    });
});
