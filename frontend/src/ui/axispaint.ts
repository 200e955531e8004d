import type { Surface } from './canvas';
import { duration } from './format';
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

/** The ruler: from where shift was pressed to where it is now, and how long that is. */
export function paintArea({ pen, colours }: Surface, scale: Scale, area: Span | undefined, bottom: number): void {
    if (area === undefined) return;
    const from = pixelOf(scale, area.from);
    const to = pixelOf(scale, area.to);
    pen.fillStyle = colours.accent;
    pen.globalAlpha = 0.12;
    pen.fillRect(from, 0, to - from, bottom);
    pen.globalAlpha = 1;
    pen.fillRect(from, 0, 1, bottom);
    pen.fillRect(to, 0, 1, bottom);
    pen.fillRect(from, bottom - 10, to - from, 1);
    pill(pen, colours, `Δ ${duration(area.to - area.from)}`, (from + to) / 2, bottom - 10, scale);
}

/** A text on its own ground, kept within the line. */
export function pill(
    pen: CanvasRenderingContext2D,
    colours: Surface['colours'],
    text: string,
    x: number,
    y: number,
    scale: Scale,
): void {
    pen.font = `600 11px ${colours.font}`;
    const half = pen.measureText(text).width / 2 + 6;
    const middle = Math.min(Math.max(x, scale.start + half), scale.end - half);
    pen.fillStyle = colours.ink;
    pen.beginPath();
    pen.roundRect(middle - half, y - 9, half * 2, 18, 4);
    pen.fill();
    pen.fillStyle = colours.surface;
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    pen.fillText(text, middle, y + 0.5);
}

/** A moment with as many digits as what is shown can tell apart. */
export function exact(nanos: number, length: number): string {
    const digits = Math.min(9, Math.max(0, Math.ceil(Math.log10(1e9 / (length / 2000)))));
    return `${nanos < 0 ? '−' : ''}${(Math.abs(nanos) / 1e9).toFixed(digits)} s`;
}
