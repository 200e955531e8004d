import type { Packet } from '../../../api';
import type { Family } from '../frames';

/** The part of the scale in sight, from the top edge to the bottom, and where the lifelines stand in it. */
export interface View {
    fromPlace: number;
    toPlace: number;
    height: number;
    clientX: number;
    serverX: number;
}

export type Vantage = 'server' | 'client';

/** One packet between the lifelines: it leaves at (x1, y1), its tip is at (x2, y2). */
export interface Arrow {
    index: number;
    x1: number;
    y1: number;
    x2: number;
    y2: number;
    /** Where the capture saw it: its label stands there. */
    seenX: number;
    seenY: number;
    family: Family;
    /** Lost: it ends half way, with a cross. */
    lost: boolean;
    /** Declared lost, and acknowledged later all the same. */
    late: boolean;
    dimmed: boolean;
}

export const yOf = (place: number, { fromPlace, toPlace, height }: View): number =>
    ((place - fromPlace) / (toPlace - fromPlace)) * height;
export const placeOf = (y: number, { fromPlace, toPlace, height }: View): number =>
    fromPlace + (y / height) * (toPlace - fromPlace);

/** Packets on a scale: the place of either end, and what each is about. */
export interface Placed {
    seen: Float64Array;
    other: Float64Array;
    families: readonly Family[];
}

/** The arrows of which some part is in sight, in the order of their packets. */
export function arrowsOf(packets: readonly Packet[], placed: Placed, view: View, vantage: Vantage): Arrow[] {
    const own = vantage === 'server' ? view.serverX : view.clientX;
    const far = vantage === 'server' ? view.clientX : view.serverX;
    const arrows: Arrow[] = [];
    for (let index = 0; index < packets.length; index++) {
        const packet = packets[index];
        if (packet === undefined) continue;
        const seenY = yOf(placed.seen[index] ?? 0, view);
        const otherY = yOf(placed.other[index] ?? 0, view);
        if (Math.max(seenY, otherY) < 0 || Math.min(seenY, otherY) > view.height) continue;
        const sent = packet.direction === 'sent';
        const [x1, y1] = sent ? [own, seenY] : [far, otherY];
        const [endX, endY] = sent ? [far, otherY] : [own, seenY];
        const lost = packet.fate === 'lost';
        const tip = lost ? 0.5 : 1;
        arrows.push({
            index,
            x1,
            y1,
            x2: x1 + (endX - x1) * tip,
            y2: y1 + (endY - y1) * tip,
            seenX: own,
            seenY,
            family: placed.families[index] ?? 'other',
            lost,
            late: packet.fate === 'late-acked',
            dimmed: packet.context === true,
        });
    }
    return arrows;
}

/** How far a point is from the line of an arrow, in pixels, exactly. */
export function distance({ x1, y1, x2, y2 }: Arrow, x: number, y: number): number {
    const [dx, dy] = [x2 - x1, y2 - y1];
    const length = dx * dx + dy * dy;
    const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / length));
    return Math.hypot(x - (x1 + along * dx), y - (y1 + along * dy));
}

/** The arrow nearest to a point, no further than `reach`; of those as near, the one drawn last, which lies on top. */
export function arrowAt(arrows: readonly Arrow[], x: number, y: number, reach: number): Arrow | undefined {
    let best: Arrow | undefined;
    let least = reach;
    for (const arrow of arrows) {
        if (Math.min(arrow.y1, arrow.y2) - reach > y || Math.max(arrow.y1, arrow.y2) + reach < y) continue;
        const away = distance(arrow, x, y);
        if (away <= least) {
            least = away;
            best = arrow;
        }
    }
    return best;
}

/** A line of text for an arrow, at `y` (its middle), and how many neighbours it stands for besides. */
export interface Label {
    arrow: Arrow;
    y: number;
    more: number;
}

/**
 * Labels beside the lifeline that never cover each other: one keeps its arrow's height or moves down by `slack` at most;
 * where even that is taken, the label before says how many more there are. `wanted` go first: the selection, losses.
 */
export function labelsOf(
    arrows: readonly Arrow[],
    line: number,
    slack: number,
    height: number,
    wanted: (arrow: Arrow) => boolean,
): Label[] {
    const inSight = arrows.filter(({ seenY }) => seenY >= 0 && seenY <= height).sort((a, b) => a.seenY - b.seenY);
    const labels: Label[] = [];
    for (const arrow of inSight) {
        const last = labels.at(-1);
        const free = last === undefined ? arrow.seenY : Math.max(arrow.seenY, last.y + line);
        if (last === undefined || free - arrow.seenY <= slack) {
            labels.push({ arrow, y: free, more: 0 });
        } else if (wanted(arrow) && !wanted(last.arrow)) {
            labels[labels.length - 1] = { arrow, y: last.y, more: last.more + 1 };
        } else {
            last.more++;
        }
    }
    return labels;
}
