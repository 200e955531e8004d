import type { Loss } from '../../api';
import { hatch } from '../../ui/axispaint';
import type { Surface } from '../../ui/canvas';
import { count } from '../../ui/format';
import { pixelOf, type Scale } from '../../ui/timeaxis';
import { AXIS_PIXELS, FLAGS_PIXELS } from './geometry';

export type Lost = Loss & { fromOffsetNanos: number; toOffsetNanos: number };

const TOGETHER_PIXELS = 3;
const LEAST_PIXELS = 3;

/** Losses of one hop that touch one another on the screen are one. */
export function merged(losses: readonly Lost[], scale: Scale): Lost[] {
    const room = ((scale.to - scale.from) / (scale.end - scale.start)) * TOGETHER_PIXELS;
    const found: Lost[] = [];
    const latest = new Map<string, Lost>();
    for (const loss of losses) {
        const near = latest.get(loss.hop);
        if (near !== undefined && loss.fromOffsetNanos - near.toOffsetNanos <= room) {
            near.count = near.count === null || loss.count === null ? null : near.count + loss.count;
            near.toOffsetNanos = Math.max(near.toOffsetNanos, loss.toOffsetNanos);
        } else {
            const copy = { ...loss };
            latest.set(loss.hop, copy);
            found.push(copy);
        }
    }
    return found;
}

/** What was lost, hatched through everything, with its hop and how many. */
export function paintLosses(surface: Surface, scale: Scale, losses: readonly Lost[]): void {
    const { pen, colours, height } = surface;
    let free = scale.start;
    pen.font = `600 11px ${colours.font}`;
    pen.textBaseline = 'middle';
    pen.textAlign = 'left';
    for (const { hop, count: lost, fromOffsetNanos, toOffsetNanos } of merged(losses, scale)) {
        const from = Math.max(scale.start - 1, pixelOf(scale, fromOffsetNanos));
        const to = Math.min(scale.end + 1, Math.max(from + LEAST_PIXELS, pixelOf(scale, toOffsetNanos)));
        if (to < scale.start || from > scale.end) continue;
        pen.fillStyle = hatch(pen, colours.warn);
        pen.globalAlpha = 0.7;
        pen.fillRect(from, AXIS_PIXELS, to - from, height - AXIS_PIXELS);
        pen.globalAlpha = 1;
        const text = lost === null ? `lost: ${hop}` : `${count(lost)} lost: ${hop}`;
        const wide = pen.measureText(text).width + 8;
        const x = Math.max(from, free);
        if (x > to + 4 || x + wide > scale.end) continue;
        free = x + wide + 4;
        pen.fillStyle = colours['warn-soft'];
        pen.fillRect(x, AXIS_PIXELS + 3, wide, FLAGS_PIXELS - 6);
        pen.fillStyle = colours.warn;
        pen.fillText(text, x + 4, AXIS_PIXELS + FLAGS_PIXELS / 2 + 0.5);
    }
}
