import { expect, it } from 'vitest';
import type { Mark } from '../../api';
import { clustered } from './marks';

const mark = (offsetNanos: number, kind: string): Mark => ({ at: '', offsetNanos, kind, text: '', probe: '' });

it('puts marks together that would overlap, drawn as the weightiest of them', () => {
    const scale = { from: 0, to: 1000, start: 0, end: 1000 };
    const marks = [mark(100, 'loss'), mark(104, 'congestion'), mark(200, 'loss'), mark(5000, 'close')];
    expect(clustered(marks, scale).map(({ x, look, marks: its }) => [x, look.letter, its.length])).toEqual([
        [100, 'C', 2],
        [200, '×', 1],
    ]);
});
