import { paintHatched, paintTimeAxis } from '../../../ui/axispaint';
import type { Surface } from '../../../ui/canvas';
import { duration } from '../../../ui/format';
import { pixelOf, type Scale, type Span } from '../../../ui/timeaxis';
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

/** The ruler: from where shift was pressed to where it is now, and how long that is. */
function paintArea({ pen, colours }: Surface, scale: Scale, area: Span | undefined, bottom: number): void {
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

function pill(
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
