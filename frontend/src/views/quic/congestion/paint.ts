import { exact, paintArea, paintHatched, paintTimeAxis, pill } from '../../../ui/axispaint';
import type { Surface } from '../../../ui/canvas';
import { pixelOf, type Scale } from '../../../ui/timeaxis';
import { unloaded } from '../../../ui/windows';
import type { Look } from '../look';
import { clustered, paintMark } from '../marks';
import { AFTER_PIXELS, BEFORE_PIXELS } from '../overview';
import { AXIS_PIXELS, MARKS_PIXELS, STRIP_PIXELS } from './geometry';
import { paintLanes } from './lanes';
import type { Plot } from './plot';
import { paintStrip } from './strip';

/** The whole diagram. Every signal read here has it painted again. */
export function paintCongestion(surface: Surface, look: Look, plot: Plot): void {
    const { timeline } = look;
    const scale: Scale = { ...timeline.shown.value, start: BEFORE_PIXELS, end: surface.width - AFTER_PIXELS };
    const bottom = surface.height - AXIS_PIXELS;
    paintTimeAxis(surface, scale, STRIP_PIXELS + MARKS_PIXELS, AXIS_PIXELS);
    paintMarks(surface, scale, plot, bottom);
    paintLanes(surface, scale, plot);
    paintStrip(surface, scale, plot, look.packet.value, timeline.cursor.value);
    paintHatched(surface, scale, unloaded(plot.inside.value, plot.parts.value), STRIP_PIXELS, bottom);
    paintArea(surface, scale, timeline.area.value, bottom);
    paintMoment(surface, scale, look.moment.value, bottom, true);
    paintMoment(surface, scale, timeline.cursor.value, bottom, false);
    if (plot.parts.value.length > 0) look.painted();
}

function paintMarks(surface: Surface, scale: Scale, plot: Plot, bottom: number): void {
    const { pen, colours } = surface;
    pen.font = `11px ${colours.font}`;
    pen.textAlign = 'right';
    pen.textBaseline = 'middle';
    pen.fillStyle = colours['ink-3'];
    const y = STRIP_PIXELS + MARKS_PIXELS / 2;
    pen.fillText('marks', scale.start - 8, y);
    pen.font = `600 10px ${colours.font}`;
    for (const cluster of clustered(plot.marks.value, scale)) {
        if (cluster.look.line) {
            pen.globalAlpha = 0.22;
            pen.fillStyle = colours[cluster.look.colour];
            pen.fillRect(Math.round(cluster.x), STRIP_PIXELS + MARKS_PIXELS, 1, bottom - STRIP_PIXELS - MARKS_PIXELS);
            pen.globalAlpha = 1;
        }
        paintMark(pen, cluster, y, colours);
    }
}

function paintMoment(
    { pen, height, colours }: Surface,
    scale: Scale,
    at: number | undefined,
    bottom: number,
    kept: boolean,
): void {
    if (at === undefined || at < scale.from || at > scale.to) return;
    pen.fillStyle = kept ? colours.accent : colours['ink-3'];
    pen.fillRect(Math.round(pixelOf(scale, at)), 0, 1, bottom);
    pill(pen, colours, exact(at, scale.to - scale.from), pixelOf(scale, at), height - AXIS_PIXELS / 2, scale);
}
