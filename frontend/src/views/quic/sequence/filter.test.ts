import { describe, expect, it } from 'vitest';
import { asked, formatOnly, NOTHING, parseOnly } from './filter';

describe('what packets are narrowed to', () => {
    it.each([
        '',
        'space=handshake',
        'direction=sent fate=late-acked frame=max_stream_data',
        'two words',
        'fate=lost "><img src=x>',
        'text with  spaces ',
    ])('%j is written as it was read', (text) => expect(formatOnly(parseOnly(text))).toBe(text));

    it('takes what is no condition for text, and leaves out what nobody can be', () => {
        expect(parseOnly('frame=ack stream=x path:1 a:b')).toEqual({ ...NOTHING, frame: 'ack', text: 'path:1 a:b' });
        expect(parseOnly('space=moon')).toEqual(NOTHING);
    });

    it('is asked of the server with its neighbours, and without any where all are wanted', () => {
        expect(asked(parseOnly('fate=lost stream=4'))).toEqual({ fate: 'lost', stream: '4', context: 3 });
        expect(asked(NOTHING)).toEqual({});
    });
});
