import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../api';
import { argumentText, summary, unfolded } from './arguments';

const event = (args: TraceEvent['arguments']): TraceEvent => ({
    at: '2026-01-01T00:00:00.000000000Z',
    offsetNanos: 0,
    probe: 'h2o:receive_request',
    tid: 1,
    seq: 1,
    arguments: args,
});

describe('arguments of an event', () => {
    it('are shown as they came', () => {
        expect(argumentText('127.0.0.1:80')).toEqual({ text: '127.0.0.1:80', label: '' });
        expect(argumentText('18446744073709551615').text).toBe('18446744073709551615');
        expect(argumentText(0).text).toBe('0');
    });

    it('say what was cut, masked or withheld, and how much', () => {
        expect(argumentText({ withheld: true, length: 32 })).toEqual({ text: '', label: 'withheld, 32 bytes' });
        expect(argumentText({ text: 'ab', length: 5000, truncated: true })).toEqual({
            text: 'ab',
            label: 'cut, was 5,000 bytes',
        });
        expect(argumentText({ text: 'Bearer', length: 1, masked: true }).label).toBe('masked, 1 byte');
        expect(argumentText({ unreadable: true, length: 32 }).label).toBe('not readable, 32 bytes');
        expect(argumentText({ unreadable: true, length: 0 }).label).toBe('not readable');
        expect(argumentText(null).label).toBe('not captured');
    });

    it('stand on one line, however long they are', () => {
        expect(summary(event({ conn_id: 1, req_id: 2, status: 200, note: 'x' }))).toBe('status=200 note=x');
        expect(summary(event({ conn_id: 1, name: 'host', name_len: 4, value: 'a.example', value_len: 9 }))).toBe(
            'host: a.example',
        );
        expect(summary(event({ a: 'x'.repeat(9000), b: 'y' })).length).toBeLessThan(400);
    });

    it('unfold below their event', () => {
        const lines = unfolded([event({ a: 1, b: 2 }), event({ c: 3 })], new Set([0]));
        expect(lines.map((line) => (line.kind === 'event' ? line.index : line.name))).toEqual([0, 'a', 'b', 1]);
    });
});
