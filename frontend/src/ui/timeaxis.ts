/** A stretch of time in nanoseconds from a beginning that all panels share. */
export interface Span {
    from: number;
    to: number;
}

/** Where a stretch of time lies on a line of pixels. */
export interface Scale extends Span {
    start: number;
    end: number;
}

/** Closer than this nothing is told apart. */
export const LEAST_NANOS = 200;

export const lengthOf = (span: Span): number => span.to - span.from;

export const pixelOf = (scale: Scale, nanos: number): number =>
    scale.start + ((nanos - scale.from) / (scale.to - scale.from)) * (scale.end - scale.start);

export const nanosOf = (scale: Scale, pixel: number): number =>
    scale.from + ((pixel - scale.start) / (scale.end - scale.start)) * (scale.to - scale.from);

/** A stretch `factor` times as long, with the same moment staying where it is. */
export function zoomed(span: Span, factor: number, about: number, least = LEAST_NANOS): Span {
    const length = Math.max(least, lengthOf(span) * factor);
    const share = (about - span.from) / (lengthOf(span) || 1);
    const from = about - share * length;
    return { from, to: from + length };
}

export const moved = (span: Span, by: number): Span => ({ from: span.from + by, to: span.to + by });

/** Inside the bounds: moved before it is shortened. */
export function clamped(span: Span, bounds: Span): Span {
    const length = lengthOf(span);
    if (length >= lengthOf(bounds)) return bounds;
    const from = Math.min(Math.max(span.from, bounds.from), bounds.to - length);
    return { from, to: from + length };
}

/** The extent with a little air at both its ends, so that nothing sticks to an edge. */
export function padded(extent: Span, share = 0.02): Span {
    const air = Math.max(lengthOf(extent) * share, 1000);
    return { from: extent.from - air, to: extent.to + air };
}

export interface Tick {
    at: number;
    label: string;
}

const UNITS = [
    { nanos: 1, name: 'ns' },
    { nanos: 1e3, name: 'µs' },
    { nanos: 1e6, name: 'ms' },
    { nanos: 1e9, name: 's' },
] as const;

/** Steps of 1, 2 or 5 times a power of ten, and from a minute on those of a clock. */
export function stepOf(length: number, most: number): number {
    const rough = length / Math.max(1, most);
    if (rough > 20e9) {
        const minutes = [30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14400, 43200, 86400];
        return (minutes.find((seconds) => seconds * 1e9 >= rough) ?? 86400 * Math.ceil(rough / 86400e9)) * 1e9;
    }
    const power = 10 ** Math.floor(Math.log10(Math.max(1, rough)));
    return ([1, 2, 5, 10].find((each) => each * power >= rough * 0.999) ?? 10) * power;
}

/** Round moments within a stretch, at most about `most`, each with as many digits as the step has. */
export function timeTicks(span: Span, most: number): Tick[] {
    const step = stepOf(lengthOf(span), most);
    const found: Tick[] = [];
    for (let i = Math.ceil(span.from / step); i * step <= span.to; i++)
        found.push({ at: i * step, label: tickLabel(i * step, step) });
    return found;
}

/** A moment as precise as the step between its neighbours: `1.25 s`, `340 µs`, `2:30`. */
export function tickLabel(nanos: number, step: number): string {
    if (nanos === 0) return '0';
    if (step >= 30e9) return clockLabel(nanos);
    const sign = nanos < 0 ? '−' : '';
    const size = Math.abs(nanos);
    const unit = [...UNITS].reverse().find((each) => size >= each.nanos) ?? UNITS[0];
    const digits = Math.max(0, Math.ceil(Math.log10(unit.nanos / step) - 1e-9));
    return `${sign}${(size / unit.nanos).toFixed(Math.min(9, digits))} ${unit.name}`;
}

function clockLabel(nanos: number): string {
    const seconds = Math.round(Math.abs(nanos) / 1e9);
    const two = (n: number) => String(n).padStart(2, '0');
    const hours = Math.floor(seconds / 3600);
    const rest = `${hours > 0 ? two(Math.floor((seconds % 3600) / 60)) : Math.floor(seconds / 60)}:${two(seconds % 60)}`;
    return `${nanos < 0 ? '−' : ''}${hours > 0 ? `${hours}:` : ''}${rest}`;
}
