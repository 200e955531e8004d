import type { Surface } from '../../../ui/canvas';
import type { Bands } from './bands';
import type { Vantage } from './layout';
import type { Scene } from './scene';

const LOST_LEAST = 5;

/**
 * Where packets are too many for arrows: what each end sent as a band from its lifeline, as broad as there are many, and
 * what was lost in the middle, never so few that it would not be seen.
 */
export function paintBands(surface: Surface, { view }: Scene, bands: Bands, vantage: Vantage): void {
    const { pen, colours } = surface;
    const room = (view.serverX - view.clientX) / 2 - 24;
    const own = vantage === 'server' ? -1 : 1;
    const [ownX, farX] = vantage === 'server' ? [view.serverX, view.clientX] : [view.clientX, view.serverX];
    pen.globalAlpha = 0.75;
    pen.fillStyle = colours['plot-sent'];
    paintRows(pen, bands.sent, bands.most, room, ownX, own);
    pen.fillStyle = colours['plot-received'];
    paintRows(pen, bands.received, bands.most, room, farX, -own);
    pen.globalAlpha = 1;
    pen.fillStyle = colours['plot-lost'];
    const middle = (view.clientX + view.serverX) / 2;
    for (let row = 0; row < bands.lost.length; row++) {
        const lost = bands.lost[row] ?? 0;
        if (lost <= 0) continue;
        const wide = Math.max(LOST_LEAST, (lost / bands.most) * room);
        pen.fillRect(middle - wide / 2, row - 0.5, wide, 2);
    }
}

function paintRows(
    pen: CanvasRenderingContext2D,
    rows: Float32Array,
    most: number,
    room: number,
    from: number,
    way: number,
): void {
    for (let row = 0; row < rows.length; row++) {
        const wide = ((rows[row] ?? 0) / (most || 1)) * room;
        if (wide > 0) pen.fillRect(way < 0 ? from - Math.max(1, wide) : from, row, Math.max(1, wide), 1);
    }
}
