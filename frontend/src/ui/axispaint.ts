import type { Surface } from './canvas';
import { pixelOf, type Scale, type Span, timeTicks } from './timeaxis';

const LABEL_PIXELS = 90;

/** The times along the lower edge, and a fine line up from each. */
export function paintTimeAxis(surface: Surface, scale: Scale, top: number, axisPixels: number): void {
    const lower = surface.height - axisPixels;
    paintTimes(surface, scale, { from: top, to: lower }, lower + axisPixels / 2);
}

/** The times along the upper edge, and a fine line down from each. */
export function paintTimeHead(surface: Surface, scale: Scale, axisPixels: number): void {
    paintTimes(surface, scale, { from: axisPixels, to: surface.height }, axisPixels / 2);
}

function paintTimes({ pen, colours }: Surface, scale: Scale, lines: Span, labelY: number): void {
    const ticks = timeTicks(scale, (scale.end - scale.start) / LABEL_PIXELS);
    pen.font = `11px ${colours.font}`;
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    for (const { at, label } of ticks) {
        const x = Math.round(pixelOf(scale, at)) + 0.5;
        pen.fillStyle = colours.line;
        pen.fillRect(x - 0.5, lines.from, 1, lines.to - lines.from);
        pen.fillStyle = colours['ink-3'];
        pen.fillText(label, Math.min(Math.max(x, scale.start + 12), scale.end - 24), labelY);
    }
}

let hatching: { key: string; pattern: CanvasPattern | null } | undefined;

/** Slanted lines: nothing is known here, because it was not loaded, or was lost. */
export function hatch(pen: CanvasRenderingContext2D, colour: string): CanvasPattern | string {
    if (hatching?.key !== colour) {
        const tile = document.createElement('canvas');
        tile.width = tile.height = 8;
        const ink = tile.getContext('2d');
        if (ink !== null) {
            ink.strokeStyle = colour;
            ink.lineWidth = 1;
            ink.beginPath();
            for (const shift of [-8, 0, 8]) {
                ink.moveTo(shift, 8);
                ink.lineTo(shift + 8, 0);
            }
            ink.stroke();
        }
        hatching = { key: colour, pattern: pen.createPattern(tile, 'repeat') };
    }
    return hatching.pattern ?? colour;
}

export function paintHatched(
    { pen, colours }: Surface,
    scale: Scale,
    spans: readonly Span[],
    top: number,
    bottom: number,
): void {
    for (const span of spans) {
        const from = Math.max(scale.start, pixelOf(scale, span.from));
        const to = Math.min(scale.end, pixelOf(scale, span.to));
        if (to <= from) continue;
        pen.fillStyle = hatch(pen, colours.edge);
        pen.globalAlpha = 0.5;
        pen.fillRect(from, top, to - from, bottom - top);
        pen.globalAlpha = 1;
    }
}
