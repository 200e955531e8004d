import { paintTimeAxis } from '../axispaint';
import type { Surface } from '../canvas';
import { dressOfStatus } from '../dress';
import { plain } from '../escape';
import { patternOf } from '../patterns';
import { pixelOf, type Scale, type Span } from '../timeaxis';
import type { Bars, PlacedBar } from './bars';
import { GRAPHS, LINE_PIXELS, requestsTop, scaleOf, TIMES_PIXELS } from './geometry';
import { paintRates, paintRetransmits, paintRoundTrips } from './paint';
import type { TcpSteps } from './steps';

export interface ChartLook {
    of: TcpSteps;
    span: Span;
    bars: Bars;
    /** The moment that is read. */
    at: number | undefined;
    /** The request that is pointed at. */
    over: string | undefined;
}

const PAINTS = { rates: paintRates, rtt: paintRoundTrips, again: paintRetransmits };
const LETTER_PIXELS = 6.2;

/** All of it: axis, graphs with their names, requests, and the moment that is read. */
export function paintChart(surface: Surface, look: ChartLook): void {
    const { pen, width, height, colours } = surface;
    const scale = scaleOf(width, look.span);
    paintTimeAxis(surface, scale, 0, TIMES_PIXELS);
    for (const graph of GRAPHS) {
        PAINTS[graph.name](surface, scale, graph, look.of);
        name(surface, graph.title, (graph.ceiling + graph.ground) / 2);
    }
    name(surface, 'Requests', requestsTop + LINE_PIXELS / 2);
    for (const bar of look.bars.bars) paintBar(surface, scale, bar, bar.key === look.over);
    if (look.at === undefined) return;
    pen.fillStyle = colours['ink-3'];
    pen.fillRect(Math.round(pixelOf(scale, look.at)), 0, 1, height - TIMES_PIXELS);
}

function name({ pen, colours }: Surface, text: string, y: number): void {
    pen.font = `11px ${colours.font}`;
    pen.textAlign = 'left';
    pen.textBaseline = 'middle';
    pen.fillStyle = colours['ink-3'];
    pen.fillText(text, 0, y);
}

function paintBar(surface: Surface, scale: Scale, bar: PlacedBar, over: boolean): void {
    const { pen, colours } = surface;
    const from = Math.max(scale.start, pixelOf(scale, bar.from));
    const width = Math.max(2, Math.min(scale.end, pixelOf(scale, bar.end)) - from);
    const y = requestsTop + bar.line * LINE_PIXELS + 1;
    const tall = LINE_PIXELS - 2;
    const dress = dressOfStatus(bar.status);
    pen.fillStyle = colours[dress.colour];
    pen.globalAlpha = bar.to === undefined ? 0.55 : 1;
    pen.fillRect(from, y, width, tall);
    pen.globalAlpha = 1;
    const texture = width < 5 ? null : patternOf(pen, dress.pattern, colours['fill-stroke']);
    if (texture !== null) {
        pen.fillStyle = texture;
        pen.fillRect(from, y, Math.min(width, 14), tall);
    }
    if (width >= 4) {
        pen.fillStyle = colours['fill-stroke'];
        pen.fillRect(from, y, 1, tall);
    }
    if (over) {
        pen.strokeStyle = colours.ink;
        pen.lineWidth = 1.5;
        pen.strokeRect(from - 0.5, y - 0.5, width + 1, tall + 1);
    }
    const text = plain(bar.label);
    if (width < 40) return;
    pen.font = `11px ${colours.font}`;
    pen.textAlign = 'left';
    pen.textBaseline = 'middle';
    pen.fillStyle = colours['on-fill'];
    pen.fillText(text.slice(0, Math.max(1, Math.floor((width - 8) / LETTER_PIXELS))), from + 4, y + tall / 2 + 0.5);
}
