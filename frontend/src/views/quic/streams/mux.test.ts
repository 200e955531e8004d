import { describe, expect, it } from 'vitest';
import type { Multiplexing } from '../../../api';
import { blocksOf, cellAt, dressOf, stretchesOf } from './mux';

const scale = { from: 0, to: 1000, start: 0, end: 1000 };

/** Each: at, stream, bytes, sent again. */
function packets(...of: [number, number, number, number?][]): Multiplexing {
    return {
        exact: true,
        columnNanos: 1,
        offsetNanos: of.map(([at]) => at),
        stream: of.map(([, stream]) => stream),
        streams: of.map(() => 1),
        offset: of.map((_, i) => i * 1000),
        end: of.map(([, , bytes], i) => i * 1000 + bytes),
        bytes: of.map(([, , bytes]) => bytes),
        again: of.map(([, , , again]) => again ?? 0),
        packet: of.map((_, i) => `application.${i}`),
    };
}

describe('who had the line', () => {
    it('is told packet by packet, each up to the next, where they can be told apart', () => {
        const blocks = blocksOf(packets([100, 0, 1200], [110, 4, 1200], [500, 0, 600, 600]), scale);
        expect(blocks.map(({ from, to }) => [from, to])).toEqual([
            [100, 110],
            [110, 124],
            [500, 514],
        ]);
        expect(blocks.map(({ cells }) => cells.map((cell) => cell.stream))).toEqual([[0], [4], [0]]);
        expect(blocks.map(({ again }) => again)).toEqual([0, 0, 1]);
    });

    it('is shared by height where packets are too close', () => {
        const [block] = blocksOf(packets([100, 4, 300], [101, 0, 900], [102, 4, 0]), scale);
        expect(block?.packets).toBe(3);
        expect(block?.cells.map(({ stream, top, share }) => [stream, top, share])).toEqual([
            [0, 0, 0.75],
            [4, 0.75, 0.25],
        ]);
        expect(cellAt([block!], 101, 0.5)?.cell?.stream).toBe(0);
        expect(cellAt([block!], 101, 0.9)?.cell?.stream).toBe(4);
        expect(cellAt([block!], 300, 0.9)).toBeUndefined();
    });

    it('is a column as wide as its time, with the nameless at the bottom', () => {
        const of = {
            ...packets([200, 4, 500], [200, 0, 400], [220, 8, 100]),
            exact: false,
            columnNanos: 20,
            packet: [],
        };
        const blocks = blocksOf({ ...of, stream: [4, null, 8], streams: [1, 7, 1] }, scale);
        expect(blocks.map(({ from, to, packets: known }) => [from, to, known])).toEqual([
            [200, 220, undefined],
            [220, 240, undefined],
        ]);
        expect(blocks[0]?.cells.map(({ stream, streams }) => [stream, streams])).toEqual([
            [4, 1],
            [undefined, 7],
        ]);
    });

    it('is left out where it is not in sight', () => {
        expect(blocksOf(packets([-50, 0, 1200], [1200, 0, 1200]), scale)).toEqual([]);
    });

    it('is named once for neighbours of one stream', () => {
        const of = packets([100, 0, 1200], [110, 0, 1200], [120, 4, 1200], [500, 4, 1200]);
        expect(stretchesOf(blocksOf(of, scale))).toEqual([
            { from: 100, to: 120, stream: 0 },
            { from: 120, to: 134, stream: 4 },
            { from: 500, to: 514, stream: 4 },
        ]);
    });
});

describe('how streams are told apart', () => {
    it('neighbours differ in colour, and those of one colour in pattern', () => {
        const of = (i: number) => dressOf(i * 4);
        for (let i = 0; i < 100; i++) expect(of(i).colour).not.toBe(of(i + 1).colour);
        expect(new Set(Array.from({ length: 36 }, (_, i) => `${of(i).colour} ${of(i).pattern}`)).size).toBe(36);
    });

    it('is there for streams of the handshake and of very great numbers', () => {
        expect(dressOf(-3).colour).toMatch(/^stream-/);
        expect(dressOf(2 ** 52 + 4).colour).toMatch(/^stream-/);
    });
});
