import { ticks } from '../../../ui/axis';
import { paintArea } from '../../../ui/axispaint';
import type { Surface } from '../../../ui/canvas';
import { clockTicks } from '../../../ui/clockaxis';
import type { ColourName } from '../../../ui/colours';
import { pixelOf, type Scale, type Span } from '../../../ui/timeaxis';
import type { ChartMark } from '../../../route';
import { amount, type Unit } from '../unit';
import type { Series, TimeModel } from './model';

export const TOP = 10;
export const AXIS = 22;
export const LEFT = 66;
const RIGHT = 14;
const TICK_PIXELS = 90;
const LINE_PIXELS = 34;
/** Dark and light take turns, so that neighbours differ without their hues too; and each has a shape of its own. */
export const COLOURS: readonly ColourName[] = ['stream-1', 'stream-2', 'stream-3', 'stream-4', 'stream-5', 'stream-6'];
const DASHES: readonly number[][] = [[], [7, 4], [2, 3], [9, 3, 2, 3], [12, 4], [4, 2]];

export interface Look {
    model: TimeModel;
    mark: ChartMark;
    unit: Unit | undefined;
    hovered: number | undefined;
    area: Span | undefined;
}

export const scaleOf = (width: number, { span }: TimeModel): Scale => ({ ...span, start: LEFT, end: width - RIGHT });

export function paintTime(surface: Surface, look: Look): void {
    const { pen, width, height, colours } = surface;
    const { model, mark, unit, hovered, area } = look;
    const scale = scaleOf(width, model);
    const lower = height - AXIS;
    const y = (n: number) => lower - ((n - model.least) / (model.most - model.least)) * (lower - TOP);
    paintAmounts(surface, look, y, scale, unit);
    paintClock(surface, model, scale);
    pen.save();
    pen.beginPath();
    pen.rect(LEFT, 0, width - LEFT - RIGHT + 4, lower + 1);
    pen.clip();
    if (mark === 'bars') paintBars(surface, model, scale, y);
    else model.series.forEach((series, i) => (mark === 'line' ? line : points)(surface, series, i, scale, y));
    if (hovered !== undefined) {
        pen.fillStyle = colours['ink-3'];
        pen.fillRect(Math.round(pixelOf(scale, hovered)), TOP, 1, lower - TOP);
    }
    pen.restore();
    paintArea(surface, scale, area, lower);
}

function paintAmounts(
    { pen, height, colours }: Surface,
    { model }: Look,
    y: (n: number) => number,
    scale: Scale,
    unit: Unit | undefined,
) {
    const most = Math.max(2, Math.floor((height - AXIS - TOP) / LINE_PIXELS));
    const up = ticks(model.most, most);
    const down =
        model.least < 0
            ? ticks(-model.least, most)
                  .slice(1)
                  .map((n) => -n)
            : [];
    pen.font = `11px ${colours.font}`;
    pen.textAlign = 'right';
    pen.textBaseline = 'middle';
    for (const n of [...down, ...up].filter((each) => each <= model.most && each >= model.least)) {
        const at = Math.round(y(n));
        pen.fillStyle = n === 0 ? colours.edge : colours.line;
        pen.fillRect(scale.start, at, scale.end - scale.start, 1);
        pen.fillStyle = colours['ink-3'];
        pen.fillText(amount(n, unit), scale.start - 7, at);
    }
}

function paintClock({ pen, height, colours }: Surface, { origin, span }: TimeModel, scale: Scale): void {
    pen.font = `11px ${colours.font}`;
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    for (const { at, label } of clockTicks(origin, span, (scale.end - scale.start) / TICK_PIXELS)) {
        const x = Math.round(pixelOf(scale, at));
        pen.fillStyle = colours.line;
        pen.fillRect(x, TOP, 1, height - AXIS - TOP);
        pen.fillStyle = colours['ink-3'];
        pen.fillText(label, Math.min(Math.max(x, scale.start + 14), scale.end - 20), height - AXIS / 2);
    }
}

const colourOf = ({ colours }: Surface, i: number) => colours[COLOURS[i % COLOURS.length] ?? 'accent'];

function line(surface: Surface, { at, n }: Series, i: number, scale: Scale, y: (n: number) => number): void {
    const { pen } = surface;
    pen.strokeStyle = colourOf(surface, i);
    pen.lineWidth = 1.75;
    pen.lineJoin = 'round';
    pen.setLineDash(DASHES[i % DASHES.length] ?? []);
    pen.beginPath();
    for (let k = 0; k < at.length; k++) pen.lineTo(pixelOf(scale, at[k] ?? 0), y(n[k] ?? 0));
    pen.stroke();
    pen.setLineDash([]);
    if (at.length <= 60) points(surface, { name: '', at, n }, i, scale, y);
}

function points(surface: Surface, { at, n }: Series, i: number, scale: Scale, y: (n: number) => number): void {
    const { pen } = surface;
    pen.fillStyle = colourOf(surface, i);
    const size = at.length > 2000 ? 2 : at.length > 400 ? 3 : 5;
    pen.globalAlpha = at.length > 2000 ? 0.6 : 1;
    for (let k = 0; k < at.length; k++) {
        const [x, top] = [pixelOf(scale, at[k] ?? 0), y(n[k] ?? 0)];
        if (i % 2 === 0) pen.fillRect(x - size / 2, top - size / 2, size, size);
        else {
            pen.beginPath();
            pen.arc(x, top, size / 2 + 0.5, 0, 7);
            pen.fill();
        }
    }
    pen.globalAlpha = 1;
}

function paintBars(surface: Surface, model: TimeModel, scale: Scale, y: (n: number) => number): void {
    const { pen, colours } = surface;
    const wide = pixelOf(scale, model.step) - pixelOf(scale, 0);
    const width = Math.max(1, wide * 0.86);
    const above = new Map<number, number>();
    const below = new Map<number, number>();
    model.series.forEach(({ at, n }, i) => {
        for (let k = 0; k < at.length; k++) {
            const [moment, own] = [at[k] ?? 0, n[k] ?? 0];
            const stack = own < 0 ? below : above;
            const from = stack.get(moment) ?? 0;
            stack.set(moment, from + own);
            const [top, bottom] = [y(Math.max(from, from + own)), y(Math.min(from, from + own))];
            const left = pixelOf(scale, moment) - width / 2;
            pen.fillStyle = colourOf(surface, i);
            pen.fillRect(left, top, width, Math.max(0.5, bottom - top));
            if (width > 4 && bottom - top > 3) {
                pen.fillStyle = colours.surface;
                pen.fillRect(left, top, width, 1);
            }
        }
    });
}
