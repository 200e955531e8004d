import { describe, expect, it } from 'vitest';
import { familyOf } from '../frames';
import { asked, formatOnly, parseOnly } from './only';

describe('what the packets are narrowed to', () => {
    it('is what the URL says, and nothing of what is empty', () => {
        const only = parseOnly('fate=lost&text=max+data%26');
        expect(only.text).toBe('max data&');
        expect(formatOnly(only)).toBe('fate=lost&text=max+data%26');
        expect(formatOnly(parseOnly(''))).toBe('');
    });

    it('asks for every type of a family', () => {
        for (const family of ['ack', 'stream', 'crypto', 'flow', 'close', 'path', 'other']) {
            const types = asked(parseOnly(`frame=${family}`)).frame?.split(',') ?? [];
            expect(types.length).toBeGreaterThan(0);
            if (family !== 'stream') expect(types.map(familyOf)).toEqual(types.map(() => family));
        }
    });

    it('does not ask for half a number', () => {
        expect(asked(parseOnly('number=17-&stream=-')).number).toBe('');
        expect(asked(parseOnly('number=17-20&stream=-1'))).toMatchObject({ number: '17-20', stream: '-1' });
    });
});
