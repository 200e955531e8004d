import type { Overview } from '../../api';
import { hatch, paintHatched } from '../../ui/axispaint';
import type { Surface } from '../../ui/canvas';
import { pixelOf, type Scale } from '../../ui/timeaxis';
import { unloaded } from '../../ui/windows';
import { GUTTER_PIXELS, type Place } from './geometry';
import { paintStack, partsOf, stackIn } from './painttracks';

/** All of the session in the minimap: requests by status, losses hatched. */
export function paintWhole(surface: Surface, scale: Scale, whole: Overview | undefined): void {
    const { pen, height, colours } = surface;
    pen.fillStyle = colours['ink-3'];
    pen.font = `11px ${colours.font}`;
    pen.textAlign = 'left';
    pen.textBaseline = 'middle';
    pen.fillText('all of it', 12, height / 2);
    pen.fillStyle = colours.line;
    pen.fillRect(GUTTER_PIXELS - 1, 0, 1, height);
    const stack = whole === undefined ? undefined : stackIn(whole, 'status');
    if (whole === undefined || stack === undefined) return;
    const place: Place = { name: 'status', title: '', pixels: height, top: 0, ceiling: 4, ground: height };
    paintStack(surface, scale, place, stack, scale, stack.most);
    const known = partsOf(scale, [], whole, scale);
    paintHatched(surface, scale, unloaded(scale, known), 0, height);
    pen.fillStyle = hatch(pen, colours.warn);
    for (const { fromOffsetNanos, toOffsetNanos } of whole.losses) {
        const x = pixelOf(scale, fromOffsetNanos);
        pen.fillRect(x, 0, Math.max(2, pixelOf(scale, toOffsetNanos) - x), height);
    }
}
