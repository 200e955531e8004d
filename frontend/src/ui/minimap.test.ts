import { expect, it } from 'vitest';
import { holdOf } from './minimap';

const scale = { from: 0, to: 1000, start: 0, end: 1000 };

it('holds the edge of a window that is near, else the window', () => {
    expect(holdOf(scale, { from: 200, to: 400 }, 203)).toBe('from');
    expect(holdOf(scale, { from: 200, to: 400 }, 396)).toBe('to');
    expect(holdOf(scale, { from: 200, to: 400 }, 300)).toBe('window');
    expect(holdOf(scale, { from: 200, to: 400 }, 500)).toBeUndefined();
});

it('can still move a window that is only a few pixels wide', () => {
    expect(holdOf(scale, { from: 200, to: 206 }, 203)).toBe('window');
});
