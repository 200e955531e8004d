import type { Multiplexing } from '../../../api';
import type { ColourName } from '../../../ui/colours';
import { pixelOf, type Scale } from '../../../ui/timeaxis';
import type { Pattern } from '../../../ui/patterns';

/** Closer together than this packets are not told apart, and one alone is no wider. */
const APART_PIXELS = 3;
const WIDEST_PIXELS = 14;
/** Of a run so much belongs to one stream that it is named after it. */
const MAINLY = 0.9;

/** What of one stream went within a block: its share of the height, from the top down. */
export interface Cell {
    /** Undefined: several streams that are not named. */
    stream: number | undefined;
    streams: number;
    top: number;
    share: number;
    bytes: number;
    again: number;
    offset: number;
    end: number;
}

/** Packets or columns of time that are drawn as one. */
export interface Block {
    from: number;
    to: number;
    cells: Cell[];
    /** How much of it was sent again. */
    again: number;
    /** How many packets, where that is known. */
    packets: number | undefined;
    fromNanos: number;
    toNanos: number;
}

/** Blocks beside one another that are mainly of one stream. */
export interface Stretch {
    from: number;
    to: number;
    stream: number;
}

/** Who had the line when, as blocks that are wide enough to be seen. */
export function blocksOf(of: Multiplexing, scale: Scale): Block[] {
    const least = of.exact ? APART_PIXELS : 1;
    const blocks: Block[] = [];
    for (let i = 0; i < of.offsetNanos.length; ) {
        const begin = of.offsetNanos[i] ?? 0;
        const from = pixelOf(scale, begin);
        let next = i;
        while (next < of.offsetNanos.length && pixelOf(scale, of.offsetNanos[next] ?? 0) < from + least) next++;
        next = Math.max(next, i + 1);
        const last = of.offsetNanos[next - 1] ?? begin;
        const toNanos = of.exact ? last : last + of.columnNanos;
        const behind = next < of.offsetNanos.length ? pixelOf(scale, of.offsetNanos[next] ?? 0) : Infinity;
        const reach = of.exact ? from + WIDEST_PIXELS : pixelOf(scale, toNanos);
        if (toNanos >= scale.from && begin <= scale.to)
            blocks.push({
                from,
                to: Math.max(Math.min(reach, behind), from + 1),
                ...shares(of, i, next),
                packets: of.exact ? new Set(of.packet.slice(i, next)).size : undefined,
                fromNanos: begin,
                toNanos,
            });
        i = next;
    }
    return blocks;
}

function shares(of: Multiplexing, from: number, to: number): { cells: Cell[]; again: number } {
    const found = new Map<number | undefined, Cell>();
    let whole = 0;
    let again = 0;
    for (let i = from; i < to; i++) {
        const stream = of.stream[i] ?? undefined;
        const cell = found.get(stream) ?? blank(stream);
        found.set(stream, cell);
        cell.streams = Math.max(cell.streams, of.streams[i] ?? 1);
        cell.bytes += of.bytes[i] ?? 0;
        cell.again += of.again[i] ?? 0;
        cell.offset = Math.min(cell.offset, of.offset[i] ?? 0);
        cell.end = Math.max(cell.end, of.end[i] ?? 0);
        whole += of.bytes[i] ?? 0;
        again += of.again[i] ?? 0;
    }
    const cells = [...found.values()].sort((a, b) => (a.stream ?? Infinity) - (b.stream ?? Infinity));
    let top = 0;
    for (const cell of cells) {
        // A frame may be empty, as one that only ends its stream.
        cell.share = whole === 0 ? 1 / cells.length : cell.bytes / whole;
        cell.top = top;
        top += cell.share;
    }
    return { cells, again: whole === 0 ? 0 : again / whole };
}

const blank = (stream: number | undefined): Cell => ({
    stream,
    streams: 1,
    top: 0,
    share: 0,
    bytes: 0,
    again: 0,
    offset: Infinity,
    end: 0,
});

/** Where a stream's number may be written: neighbours of it are one. */
export function stretchesOf(blocks: readonly Block[]): Stretch[] {
    const found: Stretch[] = [];
    for (const block of blocks) {
        const stream = block.cells.find((cell) => cell.share >= MAINLY)?.stream;
        if (stream === undefined) continue;
        const before = found.at(-1);
        if (before?.stream === stream && block.from - before.to < 1) before.to = block.to;
        else found.push({ from: block.from, to: block.to, stream });
    }
    return found;
}

/** What lies at a place: `down` from 0 at the top to 1. */
export function cellAt(
    blocks: readonly Block[],
    x: number,
    down: number,
): { block: Block; cell: Cell | undefined } | undefined {
    let near: Block | undefined;
    for (const block of blocks) {
        if (x >= block.from && x < block.to) near = block;
        else if (near === undefined && x >= block.from - 2 && x < block.to + 2) near = block;
    }
    if (near === undefined) return undefined;
    const place = Math.min(Math.max(down, 0), 1);
    const cell = near.cells.find((each) => place <= each.top + each.share) ?? near.cells.at(-1);
    return { block: near, cell };
}

const COLOURS: readonly ColourName[] = ['stream-1', 'stream-2', 'stream-3', 'stream-4', 'stream-5', 'stream-6'];
const PATTERNS: readonly Pattern[] = ['plain', 'up', 'dots', 'lines', 'down', 'cross'];

/** How a stream is told from its neighbours; the same wherever and whenever it is drawn. */
export function dressOf(stream: number): { colour: ColourName; pattern: Pattern } {
    const kind = ((stream % 4) + 4) % 4;
    const place = Math.abs(Math.floor(stream / 4)) + kind * 2;
    return {
        colour: COLOURS[place % COLOURS.length] ?? 'stream-1',
        pattern: PATTERNS[Math.floor(place / COLOURS.length) % PATTERNS.length] ?? 'plain',
    };
}
