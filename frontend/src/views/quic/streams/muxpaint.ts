import type { Multiplexing } from '../../../api';
import { paintHatched } from '../../../ui/axispaint';
import type { Surface } from '../../../ui/canvas';
import { pixelOf, type Scale } from '../../../ui/timeaxis';
import { unloaded, type Windows } from '../../../ui/windows';
import { patternOf } from '../../../ui/patterns';
import type { Look } from '../look';
import { type Block, blocksOf, dressOf, stretchesOf } from './mux';
import { streamName } from './rows';

const TOP_PIXELS = 6;
/** Below the blocks: what was sent again. */
const AGAIN_PIXELS = 6;
const BOTTOM_PIXELS = 3;

/** From the upper to the lower edge of the blocks. */
export const bandOf = (height: number) => ({ top: TOP_PIXELS, bottom: height - AGAIN_PIXELS - BOTTOM_PIXELS - 1 });

/** Whose bytes went when, as one lane: a selected stream stands out. Gives what was drawn, for the pointer. */
export function paintMux(surface: Surface, scale: Scale, look: Look, windows: Windows<Multiplexing>): readonly Block[] {
    const { pen, height, colours } = surface;
    const { timeline } = look;
    const shown = timeline.shown.value;
    const extent = timeline.extent.value;
    const piece = windows.pieces.value[0];
    const inside = { from: Math.max(shown.from, extent.from), to: Math.min(shown.to, extent.to) };
    paintHatched(surface, scale, unloaded(inside, piece === undefined ? [] : [piece]), 0, height);
    if (piece === undefined) return [];
    const blocks = blocksOf(piece.value, scale);
    const selected = look.stream.value;
    pen.save();
    pen.beginPath();
    pen.rect(scale.start, 0, scale.end - scale.start, height);
    pen.clip();
    const { top, bottom } = bandOf(height);
    pen.fillStyle = colours.sunken;
    pen.fillRect(scale.start, top, scale.end - scale.start, bottom - top);
    for (const block of blocks) paintBlock(surface, block, selected);
    paintNames(surface, blocks, selected);
    pen.restore();
    const at = timeline.cursor.value ?? look.moment.value;
    if (at !== undefined) {
        pen.fillStyle = colours['ink-3'];
        pen.fillRect(Math.round(pixelOf(scale, at)), 0, 1, height);
    }
    return blocks;
}

function paintBlock({ pen, height, colours }: Surface, block: Block, selected: string): void {
    const { top, bottom } = bandOf(height);
    // A line of the ground between two, where there is room for it.
    const wide = block.to - block.from - (block.packets !== undefined && block.to - block.from > 4 ? 1 : 0);
    for (const cell of block.cells) {
        const y = top + cell.top * (bottom - top);
        const tall = Math.max(0.5, cell.share * (bottom - top));
        const dress = cell.stream === undefined ? undefined : dressOf(cell.stream);
        pen.globalAlpha = selected === '' || String(cell.stream) === selected ? 1 : 0.22;
        pen.fillStyle = colours[dress?.colour ?? 'edge'];
        pen.fillRect(block.from, y, wide, tall);
        const texture = patternOf(pen, dress?.pattern ?? 'plain', colours['verdict-stroke']);
        if (texture === null) continue;
        pen.fillStyle = texture;
        pen.fillRect(block.from, y, wide, tall);
    }
    pen.globalAlpha = 1;
    if (block.again === 0) return;
    const tall = Math.max(2, block.again * AGAIN_PIXELS);
    pen.fillStyle = colours['plot-mark'];
    pen.fillRect(block.from, height - BOTTOM_PIXELS - tall, Math.max(1.5, wide), tall);
}

function paintNames({ pen, height, colours }: Surface, blocks: readonly Block[], selected: string): void {
    const { top, bottom } = bandOf(height);
    pen.font = `600 11px ${colours.font}`;
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    for (const { from, to, stream } of stretchesOf(blocks)) {
        const name = streamName({ stream, kind: stream < 0 ? 'crypto' : 'bidi' });
        const wide = pen.measureText(name).width + 8;
        if (to - from < wide + 4 || (selected !== '' && selected !== String(stream))) continue;
        const middle = (from + to) / 2;
        const y = (top + bottom) / 2;
        // On its own ground: it is read on every colour and pattern.
        pen.fillStyle = colours.surface;
        pen.beginPath();
        pen.roundRect(middle - wide / 2, y - 8, wide, 16, 3);
        pen.fill();
        pen.fillStyle = colours.ink;
        pen.fillText(name, middle, y + 0.5);
    }
}
