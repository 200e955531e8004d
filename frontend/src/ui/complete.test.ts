import { describe, expect, it } from 'vitest';
import { untilComplete } from './complete';

const answering = (...scanned: number[]) => {
    const left = [...scanned];
    return () => {
        const n = left.shift() ?? 0;
        return Promise.resolve({ scanned: n, complete: left.length === 0 });
    };
};

describe('an answer that takes its time', () => {
    it('is asked for again until it is complete, and told on the way', async () => {
        const told: number[] = [];
        const found = await untilComplete(answering(1, 2, 3), new AbortController().signal, ({ scanned }) =>
            told.push(scanned),
        );
        expect(found.scanned).toBe(3);
        expect(told).toEqual([1, 2]);
    });

    it('is left when nobody wants it any more', async () => {
        const stop = new AbortController();
        const found = await untilComplete(answering(1, 2, 3), stop.signal, () => stop.abort());
        expect(found).toEqual({ scanned: 2, complete: false });
    });
});
