import { ticks } from '../../../ui/axis';
import { type Surface } from '../../../ui/canvas';
import { pixelOf, type Scale } from '../../../ui/timeaxis';
import { roundly } from './derive';
import { HEAD_PIXELS, type Lane, LANES, placeOf, RIBBON_PIXELS } from './geometry';
import { patternOf } from '../../../ui/patterns';
import type { Plot } from './plot';
import { sayOf } from './say';
import { runsOf } from './states';
import { type Heights, heightOf, paintBars, paintCaps, paintDots, paintSteps } from './steps';

/** All lanes over one another: their scale, their states, their lines. */
export function paintLanes(surface: Surface, scale: Scale, plot: Plot): void {
    const { pen, height } = surface;
    for (const lane of LANES) {
        const { top, ceiling, bottom } = placeOf(lane, height);
        const heights: Heights = { top: ceiling, bottom, most: plot.most(lane.name) };
        paintScale(surface, scale, heights, lane, top, plot);
        pen.save();
        pen.beginPath();
        pen.rect(scale.start, top, scale.end - scale.start, bottom - top + 1);
        pen.clip();
        if (lane.ribbons > 0) paintStates(surface, scale, plot, top + HEAD_PIXELS, bottom);
        paintLines(surface, scale, plot, lane, heights);
        pen.restore();
    }
}

function paintLines(surface: Surface, scale: Scale, plot: Plot, lane: Lane, heights: Heights): void {
    const { pen, colours } = surface;
    const lines = plot.lines(lane.name);
    for (const part of plot.parts.value) {
        for (const line of lines) {
            const columns = plot.columns(part.series, line);
            if (columns === undefined) continue;
            pen.fillStyle = colours[line.colour];
            if (line.style === 'bars') {
                pen.globalAlpha = line.id === 'sent' ? 0.45 : 1;
                paintBars(surface, scale, heights, part, columns, line.id === 'lost' ? 3 : 1);
                pen.globalAlpha = 1;
            } else if (line.style === 'caps') paintCaps(surface, scale, heights, part, columns, 2);
            else if (line.style === 'dots') {
                pen.globalAlpha = 0.8;
                paintDots(surface, scale, heights, part, columns, 2);
                pen.globalAlpha = 1;
            } else paintSteps(surface, scale, heights, part, columns, 1.5, line.style === 'dashes');
        }
    }
}

function paintStates(surface: Surface, scale: Scale, plot: Plot, top: number, bottom: number): void {
    const { pen, colours } = surface;
    pen.font = `10px ${colours.font}`;
    pen.textAlign = 'left';
    pen.textBaseline = 'middle';
    for (const part of plot.parts.value) {
        runsOf(part.series).forEach((runs, row) => {
            const y = top + row * (RIBBON_PIXELS + 1);
            for (const run of runs) {
                if (run.to <= part.from || run.from >= part.to) continue;
                const from = pixelOf(scale, Math.max(run.from, part.from));
                const wide = Math.max(1, pixelOf(scale, Math.min(run.to, part.to)) - from);
                const colour = colours[run.state.colour];
                pen.fillStyle = colour;
                pen.globalAlpha = 0.16;
                pen.fillRect(from, y, wide, RIBBON_PIXELS);
                const through = run.state.id === 'recovery' || run.state.id.endsWith('_blocked');
                if (through) {
                    pen.globalAlpha = 0.07;
                    pen.fillRect(from, top, wide, bottom - top);
                }
                pen.globalAlpha = 1;
                const pattern = patternOf(pen, run.state.pattern, colour);
                if (pattern !== null) {
                    pen.fillStyle = pattern;
                    pen.fillRect(from, y, wide, RIBBON_PIXELS);
                }
            }
        });
    }
}

function paintScale(surface: Surface, scale: Scale, heights: Heights, lane: Lane, top: number, plot: Plot): void {
    const { pen, colours } = surface;
    pen.fillStyle = colours.line;
    pen.fillRect(0, top, scale.end + 100, 1);
    pen.font = `11px ${colours.font}`;
    pen.textAlign = 'right';
    pen.textBaseline = 'middle';
    const rate = lane.name === 'data' && plot.perspective.value === 'rate' ? '/s' : '';
    const say = sayOf(lane.name, plot.unit.value);
    const tall = heights.bottom - heights.top;
    for (const value of ticks(heights.most, tall > 100 ? 5 : tall > 30 ? 2 : 1)) {
        const y = heightOf(heights, value);
        pen.fillStyle = colours.line;
        if (value > 0) pen.fillRect(scale.start, Math.round(y), scale.end - scale.start, 1);
        pen.fillStyle = colours['ink-3'];
        pen.fillText(value === 0 ? '0' : roundly(`${say(value)}${rate}`), scale.start - 8, value === 0 ? y - 4 : y);
    }
}
