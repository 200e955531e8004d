import type { Series, SeriesColumns } from '../../api';
import type { Surface } from '../../ui/canvas';
import { Minimap } from '../../ui/minimap';
import { pixelOf, type Scale } from '../../ui/timeaxis';
import type { Look } from './look';

/** Pixels left and right of the time's line, the same in every panel so that they stand over one another. */
export const BEFORE_PIXELS = 68;
export const AFTER_PIXELS = 16;

/** The minimap of a connection: what was sent upward, what was lost from below. */
export function Overview({ look }: { look: Look }) {
    return (
        <Minimap
            timeline={look.timeline}
            label="The whole connection: what was sent and lost. Drag the window to move what is shown."
            before={BEFORE_PIXELS}
            after={AFTER_PIXELS}
            paint={(surface, scale) => paint(surface, scale, look.overview.value)}
        />
    );
}

function paint(surface: Surface, scale: Scale, series: Series | undefined): void {
    const { pen, height, colours } = surface;
    pen.fillStyle = colours['ink-3'];
    pen.font = `11px ${colours.font}`;
    pen.textAlign = 'right';
    pen.textBaseline = 'middle';
    pen.fillText('sent', scale.start - 8, height / 3);
    pen.fillText('lost', scale.start - 8, height - 9);
    if (series === undefined) return;
    pen.fillStyle = colours['plot-sent'];
    bars(surface, scale, series, series.series['sent'], height - 4, 1);
    pen.fillStyle = colours['plot-lost'];
    bars(surface, scale, series, series.series['lost'], 12, 6);
}

function bars(
    { pen, height }: Surface,
    scale: Scale,
    series: Series,
    columns: SeriesColumns | undefined,
    tallest: number,
    least: number,
): void {
    if (columns === undefined) return;
    const most = columns.sum.reduce((a, b) => Math.max(a, b), 1);
    const wide = Math.max(1, pixelOf(scale, scale.from + series.bucketNanos) - scale.start);
    for (let i = 0; i < columns.index.length; i++) {
        const sum = columns.sum[i] ?? 0;
        if (sum === 0) continue;
        const tall = Math.max(least, (sum / most) * tallest);
        const x = pixelOf(scale, series.offsetNanos + (columns.index[i] ?? 0) * series.bucketNanos);
        pen.fillRect(x, height - tall, wide, tall);
    }
}
