/** Time as it is drawn: `time` keeps its proportions, `order` gives every instant the same room. */
export type ScaleKind = 'time' | 'order';

/** A stretch in which nothing happens, in nanoseconds; `open` where it is drawn at its true length. */
export interface Gap {
    from: number;
    to: number;
    open: boolean;
}

/** Where instants stand on a line: strictly monotone, so that every place of the line is one instant, and back. */
export interface Scale {
    place(nanos: number): number;
    nanos(place: number): number;
    gaps: readonly Gap[];
}

export interface ScaleOptions {
    kind: ScaleKind;
    /** A stretch longer than this is shortened. */
    idleNanos: number;
    /** Beginnings of the gaps that are to be drawn at their true length. */
    opened?: ReadonlySet<number>;
}

/** Places a shortened gap takes: in `time` a part of what makes it one, and of all that is not idle; in `order` some steps. */
const SHORT_SHARE = 0.3;
const BUSY_SHARE = 0.06;
const SHORT_STEPS = 2;

/** A scale through `instants`, which ascend; beyond the first and last it goes on as it does between them. */
export function scaleOf(instants: ArrayLike<number>, { kind, idleNanos, opened }: ScaleOptions): Scale {
    const times: number[] = [];
    const places: number[] = [];
    const gaps: Gap[] = [];
    const short = kind === 'order' ? SHORT_STEPS : shortened(instants, idleNanos);
    for (let i = 0; i < instants.length; i++) {
        const at = instants[i] ?? 0;
        const before = times.at(-1);
        if (before === undefined) {
            times.push(at);
            places.push(kind === 'time' ? at : 0);
            continue;
        }
        const length = at - before;
        if (length <= 0) continue;
        const idle = length > idleNanos;
        const open = idle && kind === 'time' && opened?.has(before) === true;
        if (idle) gaps.push({ from: before, to: at, open });
        times.push(at);
        places.push((places.at(-1) ?? 0) + (idle && !open ? short : kind === 'order' ? 1 : length));
    }
    const slope = outerSlope(times, places, kind === 'time' ? 1 : 1e-6);
    return {
        gaps,
        place: (nanos) => along(times, places, nanos, slope),
        nanos: (place) => along(places, times, place, 1 / slope),
    };
}

function shortened(instants: ArrayLike<number>, idleNanos: number): number {
    let busy = 0;
    for (let i = 1; i < instants.length; i++) {
        const length = (instants[i] ?? 0) - (instants[i - 1] ?? 0);
        if (length <= idleNanos) busy += length;
    }
    return busy === 0 ? idleNanos * SHORT_SHARE : Math.min(idleNanos * SHORT_SHARE, Math.max(1, busy * BUSY_SHARE));
}

/** However many shortened gaps are in sight, this much of it is left to what happens between them. */
const MOST_SHARE = 0.4;

/** The same, each shortened gap of it as long as `share` of what is shown: as high as its words, however close one comes. */
export function fitted(scale: Scale, shown: { from: number; to: number }, share: number): Scale {
    const closed = scale.gaps.filter(({ open }) => !open);
    let inSight = 0;
    let busy = scale.place(shown.to) - scale.place(shown.from);
    for (const { from, to } of closed) {
        const part = Math.max(0, Math.min(to, shown.to) - Math.max(from, shown.from)) / (to - from);
        inSight += part;
        busy -= part * (scale.place(to) - scale.place(from));
    }
    if (inSight === 0) return scale;
    const each = Math.min(share, MOST_SHARE / inSight);
    const short = Math.max(1, (each * busy) / (1 - each * inSight));
    const before: number[] = [];
    const after: number[] = [];
    for (const { from, to } of closed) {
        const [top, bottom] = [scale.place(from), scale.place(to)];
        const begin = (after.at(-1) ?? top) + top - (before.at(-1) ?? top);
        before.push(top, bottom);
        after.push(begin, begin + short);
    }
    return {
        gaps: scale.gaps,
        place: (nanos) => along(before, after, scale.place(nanos), 1),
        nanos: (place) => scale.nanos(along(after, before, place, 1)),
    };
}

/** How dense the instants are on the whole: what lies beyond them is assumed to be as dense. */
function outerSlope(times: readonly number[], places: readonly number[], otherwise: number): number {
    const time = (times.at(-1) ?? 0) - (times[0] ?? 0);
    return time > 0 ? ((places.at(-1) ?? 0) - (places[0] ?? 0)) / time : otherwise;
}

/** Straight from knot to knot, and on with `slope` outside. */
function along(from: readonly number[], to: readonly number[], at: number, slope: number): number {
    const last = from.length - 1;
    if (last < 0) return at * slope;
    const first = from[0] ?? 0;
    if (at <= first) return (to[0] ?? 0) + (at - first) * slope;
    if (at >= (from[last] ?? 0)) return (to[last] ?? 0) + (at - (from[last] ?? 0)) * slope;
    const left = knotBefore(from, at);
    const [a, b] = [from[left] ?? 0, from[left + 1] ?? 0];
    const [c, d] = [to[left] ?? 0, to[left + 1] ?? 0];
    return c + ((at - a) / (b - a)) * (d - c);
}

/** The last of ascending knots that is not after `at`. */
export function knotBefore(knots: ArrayLike<number>, at: number): number {
    let low = 0;
    let high = knots.length - 1;
    while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((knots[middle] ?? 0) <= at) low = middle;
        else high = middle - 1;
    }
    return low;
}
