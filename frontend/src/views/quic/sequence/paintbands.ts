import type { Surface } from '../../../ui/canvas';
import type { ColourName } from '../../../ui/colours';
import { count } from '../../../ui/format';
import type { Bands } from './bands';
import type { Vantage } from './layout';
import type { Scene } from './scene';

const LOST_LEAST = 5;

/**
 * Where packets are too many for arrows: what each end sent as a band from its lifeline, as broad as there are many, and
 * what was lost in the middle, never so few that it would not be seen.
 */
export function paintBands(surface: Surface, scene: Scene, bands: Bands, vantage: Vantage): void {
    const { pen, colours } = surface;
    const { view } = scene;
    const room = (view.serverX - view.clientX) / 2 - 24;
    const own = vantage === 'server' ? -1 : 1;
    const [ownX, farX] = vantage === 'server' ? [view.serverX, view.clientX] : [view.clientX, view.serverX];
    pen.globalAlpha = 0.75;
    pen.fillStyle = colours['plot-sent'];
    paintRows(pen, bands.sent, bands.most, room, ownX, own);
    pen.fillStyle = colours['plot-received'];
    paintRows(pen, bands.received, bands.most, room, farX, -own);
    pen.globalAlpha = 1;
    paintCounts(surface, scene, bands);
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

/** Between each two times how many packets there were, as text. */
function paintCounts({ pen, colours, width }: Surface, { view, ticks }: Scene, bands: Bands): void {
    pen.font = `11px ${colours.mono}`;
    pen.textAlign = 'left';
    pen.textBaseline = 'middle';
    const total = (rows: Float32Array, from: number, to: number) =>
        Math.round(rows.subarray(Math.round(from), Math.round(to)).reduce((sum, each) => sum + each, 0));
    ticks.forEach(({ y }, i) => {
        const end = ticks[i + 1]?.y ?? view.height;
        const parts: [number, string, ColourName][] = [
            [total(bands.sent, y, end), 'sent', 'plot-sent'],
            [total(bands.received, y, end), 'received', 'plot-received'],
            [total(bands.lost, y, end), 'lost', 'plot-lost'],
        ];
        let x = view.serverX + 14;
        for (const [packets, what, colour] of parts) {
            if (packets === 0 || x > width) continue;
            pen.fillStyle = colours[colour];
            const text = `${count(packets)} ${what}`;
            pen.fillText(text, x, (y + end) / 2);
            x += pen.measureText(text).width + 14;
        }
    });
}
