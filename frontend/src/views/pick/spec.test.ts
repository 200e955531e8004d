import { describe, expect, it } from 'vitest';
import { formatPick, parsePick, pickOf } from '../../route';
import { formatSpec, parseSpec, revealing, wrongArguments } from './spec';

describe('what is to be traced, as it is written', () => {
    it.each([
        'shop:order(batch:u64, size:u64, path:str)',
        'libc.so.6:strlen(s:str)',
        'libc.so.6:read%return(n:i64)',
        't:sched:sched_process_exec',
        'u:postgresql:query__start(sql:str)',
        'h2o:receive_*',
    ])('takes %s apart and puts it together again', (text) => {
        const spec = parseSpec(text);
        expect(spec && formatSpec(spec)).toBe(text);
    });

    it('leaves alone what is no single probe', () => {
        expect(parseSpec('!quicly:*')).toBeUndefined();
        expect(parseSpec('memory_*')).toBeUndefined();
        expect(parseSpec('a b:c')).toBeUndefined();
    });

    it('gives what is unnamed a name, and what has no kind a number', () => {
        expect(parseSpec('libc:write(int, str, len)')?.arguments).toEqual([
            { name: 'arg0', kind: 'int' },
            { name: 'arg1', kind: 'str' },
            { name: 'len', kind: 'int' },
        ]);
        expect(parseSpec('libc:write()')?.arguments).toEqual([]);
    });

    it('says what cannot be sent', () => {
        expect(wrongArguments([{ name: 'data', kind: 'buf(len)' }])).toContain('len');
        expect(wrongArguments([{ name: 'data', kind: 'buf()' }])).toContain('length');
        expect(wrongArguments([{ name: 'a b', kind: 'int' }])).toContain('no name');
        const both = [
            { name: 'data', kind: 'buf(len)' },
            { name: 'len', kind: 'u64' },
        ];
        expect(wrongArguments(both)).toBe('');
        expect(revealing(both)).toBe(true);
        expect(revealing([{ name: 'len', kind: 'u64' }])).toBe(false);
    });

    it('stands in the address, so that a link fills in the form', () => {
        const route = { ...pickOf(17, ['libc.so.6:strlen(s:str)', 'shop:*']), name: 'a', duration: '10s' };
        expect(parsePick(new URLSearchParams(formatPick(route)))).toEqual(route);
        expect(parsePick(new URLSearchParams(formatPick(pickOf(0, ['sched:sched_switch']))))).toEqual(
            pickOf(0, ['sched:sched_switch']),
        );
        expect(parsePick(new URLSearchParams(''))).toEqual(pickOf());
    });
});
