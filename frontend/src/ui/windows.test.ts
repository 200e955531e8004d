import { describe, expect, it } from 'vitest';
import type { Span } from './timeaxis';
import { nearFor, pieceFor, unloaded, Windows } from './windows';

const EXTENT = { from: 0, to: 1_000_000 };
const settled = () => new Promise((done) => setTimeout(done, 5));

describe('what is listed beside a window', () => {
    it('reaches little beyond what is shown, and stays while one pans by a few pixels', () => {
        expect(nearFor({ from: 8000, to: 9000 }, EXTENT)).toEqual({ from: 8000, to: 9008, window: 1024 });
        expect(nearFor({ from: 8002, to: 9002 }, EXTENT)).toEqual(nearFor({ from: 8007, to: 9007 }, EXTENT));
        expect(nearFor({ from: 0, to: 1_000_000 }, EXTENT)).toMatchObject({ from: 0, to: 1_000_000 });
    });
});

describe('what is loaded round what is shown', () => {
    it('is about three windows wide and stays the same while one pans a little', () => {
        const piece = pieceFor({ from: 500_000, to: 501_000 }, EXTENT);
        expect(piece).toEqual({ from: 499_200, to: 501_760, window: 1024 });
        expect(pieceFor({ from: 500_100, to: 501_100 }, EXTENT)).toEqual(piece);
    });

    it('holds all of what is shown, with a margin, wherever one looks and however close', () => {
        for (let length = 300; length < 400_000; length *= 1.37) {
            for (let from = 200_000; from < 500_000; from += 33_333) {
                const piece = pieceFor({ from, to: from + length }, EXTENT);
                expect(piece.from).toBeLessThanOrEqual(Math.max(0, from - length / 2));
                expect(piece.to).toBeGreaterThanOrEqual(Math.min(EXTENT.to, from + 1.5 * length));
                expect(piece.to - piece.from).toBeLessThanOrEqual(6.1 * length);
            }
        }
    });

    it('is hatched where nothing is', () => {
        expect(
            unloaded({ from: 0, to: 10 }, [
                { from: 2, to: 4 },
                { from: 6, to: 20 },
            ]),
        ).toEqual([
            { from: 0, to: 2 },
            { from: 4, to: 6 },
        ]);
        expect(unloaded({ from: 0, to: 10 }, [{ from: -1, to: 11 }])).toEqual([]);
    });

    it('is asked for once, and not at all where it is still held', async () => {
        const asked: Span[] = [];
        const windows = new Windows((span) => Promise.resolve(asked.push(span)), 0);
        windows.want({ from: 0, to: 1000 }, EXTENT);
        windows.want({ from: 10, to: 1010 }, EXTENT);
        await settled();
        windows.want({ from: 500_000, to: 501_000 }, EXTENT);
        await settled();
        windows.want({ from: 0, to: 1000 }, EXTENT);
        await settled();
        expect(asked.length).toBe(2);
        expect(windows.pieces.value[0]?.from).toBe(0);
    });

    it('is not waited for any more once one looks elsewhere', async () => {
        const stopped: boolean[] = [];
        const windows = new Windows<number>(
            (_, signal) =>
                new Promise((_done, fail) => {
                    signal.addEventListener('abort', () => {
                        stopped.push(true);
                        fail(new DOMException('', 'AbortError'));
                    });
                }),
            0,
        );
        windows.want({ from: 0, to: 1000 }, EXTENT);
        windows.want({ from: 700_000, to: 701_000 }, EXTENT);
        await settled();
        expect(stopped).toEqual([true]);
        expect(windows.error.value).toBeUndefined();
    });

    it('says what went wrong, and tries again when told', async () => {
        let fails = true;
        const windows = new Windows(() => (fails ? Promise.reject(new Error('no')) : Promise.resolve(1)), 0);
        windows.want({ from: 0, to: 1000 }, EXTENT);
        await settled();
        expect(windows.error.value?.message).toBe('no');
        fails = false;
        windows.again();
        await settled();
        expect(windows.error.value).toBeUndefined();
        expect(windows.pieces.value.length).toBe(1);
    });

    it('that reached the end is read again once there is more', async () => {
        let asked = 0;
        const windows = new Windows(() => Promise.resolve(++asked), 0);
        windows.want({ from: 999_000, to: 1_000_000 }, EXTENT);
        await settled();
        windows.want({ from: 999_000, to: 1_000_000 }, { from: 0, to: 1_000_100 });
        await settled();
        expect(asked).toBe(2);
    });

    it('that came in part is shown, and asked for again when it was left before it was whole', async () => {
        let asked = 0;
        const windows = new Windows<number>((_, signal, partly) => {
            asked++;
            partly(asked);
            return new Promise((_done, fail) => {
                signal.addEventListener('abort', () => fail(new DOMException('', 'AbortError')));
            });
        }, 0);
        windows.want({ from: 0, to: 1000 }, EXTENT);
        await settled();
        expect(windows.pieces.value.map(({ value }) => value)).toEqual([1]);
        windows.want({ from: 700_000, to: 701_000 }, EXTENT);
        await settled();
        windows.want({ from: 0, to: 1000 }, EXTENT);
        await settled();
        expect(asked).toBe(3);
    });
});
