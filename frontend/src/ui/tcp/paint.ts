import type { Surface } from '../canvas';
import { bytes, duration } from '../format';
import { pixelOf, type Scale } from '../timeaxis';
import { rateOf, type TcpStep, type TcpSteps } from './steps';

/** Where a graph stands: what is drawn reaches from its ground up to its ceiling. */
export interface Ground {
    ceiling: number;
    ground: number;
}

const inSight = ({ steps }: TcpSteps, scale: Scale, seen: (step: TcpStep, from: number, to: number) => void) => {
    for (const step of steps) {
        const from = Math.max(scale.start, pixelOf(scale, step.busyFrom));
        const to = Math.min(scale.end, pixelOf(scale, step.to));
        if (to >= scale.start && from <= scale.end) seen(step, from, Math.max(from + 1.5, to));
    }
};

/** What came is above a line, what went below it: bytes a second, both by one measure; the line stands where both fit. */
export function paintRates(surface: Surface, scale: Scale, { ceiling, ground }: Ground, of: TcpSteps): void {
    const { pen, colours } = surface;
    const both = of.mostReceivedRate + of.mostAckedRate || 1;
    const room = ground - ceiling - 2;
    const middle = Math.round(ceiling + 1 + room * Math.min(0.92, Math.max(0.08, of.mostReceivedRate / both)));
    // The same for both ways, and no more than either has room for.
    const unit = Math.min(
        (middle - ceiling - 1) / (of.mostReceivedRate || 1e-9),
        (ground - middle - 1) / (of.mostAckedRate || 1e-9),
    );
    const tall = (n: number, step: TcpStep) => (n === 0 ? 0 : Math.max(1, rateOf(n, step) * unit));
    frame(surface, scale, { ceiling, ground });
    inSight(of, scale, (step, from, to) => {
        pen.fillStyle = colours['plot-received'];
        const up = tall(step.received, step);
        pen.fillRect(from, middle - up, to - from, up);
        pen.fillStyle = colours['plot-sent'];
        pen.fillRect(from, middle + 1, to - from, tall(step.acked, step));
    });
    pen.fillStyle = colours.edge;
    pen.fillRect(scale.start, middle, scale.end - scale.start, 1);
    const up = of.mostReceivedRate > of.mostAckedRate;
    const most = up ? of.mostReceivedRate : of.mostAckedRate;
    if (most > 0) top(surface, scale, up ? ceiling : ground - 16, `${up ? '↑' : '↓'} ${bytes(Math.round(most))}/s`);
}

/** The smoothed round trip as a line with a point for each reading, the least of it as a finer one below. */
export function paintRoundTrips(surface: Surface, scale: Scale, { ceiling, ground }: Ground, of: TcpSteps): void {
    const { pen, colours } = surface;
    const y = (nanos: number) => ground - (nanos / (of.mostRttNanos || 1)) * (ground - ceiling - 2);
    const read = of.steps.filter(({ rttNanos }) => rttNanos > 0);
    const line = (at: (step: TcpStep) => number) => {
        pen.beginPath();
        for (const step of read) pen.lineTo(pixelOf(scale, step.to), y(at(step)));
        pen.stroke();
    };
    frame(surface, scale, { ceiling, ground });
    pen.save();
    pen.beginPath();
    pen.rect(scale.start - 3, ceiling - 2, scale.end - scale.start + 6, ground - ceiling + 4);
    pen.clip();
    pen.lineJoin = 'round';
    pen.lineWidth = 1;
    pen.setLineDash([3, 3]);
    pen.strokeStyle = colours['ink-3'];
    line(({ rttMinNanos }) => rttMinNanos);
    pen.setLineDash([]);
    pen.lineWidth = 1.75;
    pen.strokeStyle = pen.fillStyle = colours['plot-cwnd'];
    line(({ rttNanos }) => rttNanos);
    if (read.length <= 120)
        for (const { to, rttNanos } of read) pen.fillRect(pixelOf(scale, to) - 2, y(rttNanos) - 2, 4, 4);
    pen.restore();
    if (of.mostRttNanos > 0) top(surface, scale, ceiling, duration(of.mostRttNanos));
}

/** How much was sent again: a bar as long as the time in which that was. */
export function paintRetransmits(surface: Surface, scale: Scale, { ceiling, ground }: Ground, of: TcpSteps): void {
    const { pen, colours } = surface;
    frame(surface, scale, { ceiling, ground });
    for (const step of of.steps) {
        if (step.retransmits === 0) continue;
        const from = Math.max(scale.start, pixelOf(scale, step.from));
        const to = Math.min(scale.end, pixelOf(scale, step.to));
        if (to < scale.start || from > scale.end) continue;
        const high = Math.max(2, (step.retransmits / of.mostRetransmits) * (ground - ceiling - 1));
        const wide = Math.max(2, to - from);
        pen.fillStyle = colours['plot-lost'];
        pen.globalAlpha = wide > 6 ? 0.45 : 1;
        pen.fillRect(from, ground - high, wide, high);
        pen.globalAlpha = 1;
        pen.fillRect(from, ground - high, wide, 2);
    }
    if (of.mostRetransmits > 0) top(surface, scale, ceiling, String(of.mostRetransmits));
}

/** Small crosses where something was sent again, for where there is no room for a graph. */
export function markRetransmits({ pen, colours }: Surface, scale: Scale, middle: number, of: readonly number[]): void {
    pen.strokeStyle = colours['plot-lost'];
    pen.lineWidth = 1.5;
    let last = -Infinity;
    for (const at of of) {
        const x = pixelOf(scale, at);
        if (x < scale.start || x > scale.end || x - last < 5) continue;
        last = x;
        pen.beginPath();
        pen.moveTo(x - 2.5, middle - 2.5);
        pen.lineTo(x + 2.5, middle + 2.5);
        pen.moveTo(x + 2.5, middle - 2.5);
        pen.lineTo(x - 2.5, middle + 2.5);
        pen.stroke();
    }
}

function frame({ pen, colours }: Surface, scale: Scale, { ceiling, ground }: Ground): void {
    pen.fillStyle = colours.line;
    pen.fillRect(scale.start, ceiling, scale.end - scale.start, 1);
    pen.fillRect(scale.start, ground, scale.end - scale.start, 1);
}

/** How high the graph reaches, on its own ground. */
function top({ pen, colours }: Surface, scale: Scale, ceiling: number, text: string): void {
    pen.font = `11px ${colours.font}`;
    pen.textAlign = 'left';
    pen.textBaseline = 'middle';
    const wide = pen.measureText(text).width;
    pen.globalAlpha = 0.8;
    pen.fillStyle = colours.surface;
    pen.fillRect(scale.start, ceiling + 1, wide + 6, 14);
    pen.globalAlpha = 1;
    pen.fillStyle = colours['ink-3'];
    pen.fillText(text, scale.start + 3, ceiling + 8.5);
}
