import { describe, expect, it } from 'vitest';
import { nameOf } from '../names';
import { packet } from './made';
import { carries, framesText, loudest, titleOf } from './packet';

const of = (...types: string[]) => packet({ number: 1, offsetNanos: 0, frames: types.map((type) => ({ type })) });

describe('a packet', () => {
    it('has the colour of its loudest frame', () => {
        const all = [
            of('ack', 'stream'),
            of('stream', 'max_data'),
            of('ack', 'reset_stream'),
            of('ack', 'crypto'),
            of('ping'),
            of(),
        ];
        expect(all.map(loudest)).toEqual(['stream', 'flow', 'close', 'crypto', 'other', 'other']);
        expect(loudest({ ...of(), ackOnly: true })).toBe('ack');
        expect(loudest(of('<img src=x>'))).toBe('other');
    });

    it('says how many frames it leaves out, and where none was told', () => {
        expect(framesText(of('ping', 'ping', 'ping'), 2)).toBe('PING, PING, and 1 more');
        expect(framesText(of())).toBe('frames not told');
    });

    it('is called by its space and number, and by the server with its direction', () => {
        const hello = packet({ number: 7, offsetNanos: 0, space: 'initial', direction: 'received' });
        expect([titleOf(hello), nameOf(hello)]).toEqual(['Initial 7', 'received.initial.7']);
    });

    it('belongs to the streams of its frames', () => {
        const data = packet({ number: 1, offsetNanos: 0, frames: [{ type: 'ack' }, { type: 'stream', stream: 4 }] });
        expect([carries(data, 4), carries(data, 0)]).toEqual([true, false]);
    });
});
