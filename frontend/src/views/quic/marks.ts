import type { Mark } from '../../api';
import type { ColourName } from '../../ui/colours';
import { pixelOf, type Scale } from '../../ui/timeaxis';

/** How a kind of mark is drawn: a letter on a colour, so that it reads without the colour; the weightier one wins a place. */
export interface Look {
    letter: string;
    colour: ColourName;
    weight: number;
    /** Whether it is worth a line through every lane. */
    line: boolean;
}

const LOOKS: Record<string, Look> = {
    loss: { letter: '×', colour: 'plot-lost', weight: 3, line: false },
    congestion: { letter: 'C', colour: 'plot-cwnd', weight: 6, line: true },
    pto: { letter: 'P', colour: 'plot-mark', weight: 7, line: true },
    close: { letter: 'X', colour: 'frame-close', weight: 9, line: true },
    path: { letter: 'N', colour: 'frame-path', weight: 5, line: false },
    key_update: { letter: 'K', colour: 'ink-3', weight: 4, line: false },
    handshake: { letter: 'H', colour: 'good', weight: 8, line: true },
    ecn: { letter: 'E', colour: 'plot-mark', weight: 4, line: false },
    jumpstart: { letter: 'J', colour: 'plot-sent', weight: 5, line: true },
    blocked: { letter: 'B', colour: 'frame-flow', weight: 4, line: false },
    reset: { letter: 'R', colour: 'frame-close', weight: 4, line: false },
};
const OTHER: Look = { letter: '·', colour: 'ink-3', weight: 1, line: false };

export const lookOf = (kind: string): Look => LOOKS[kind] ?? OTHER;

/** Marks that share a place on the axis. */
export interface Cluster {
    x: number;
    marks: Mark[];
    /** How it is drawn: as the weightiest of them. */
    look: Look;
}

/** Marks in order of time put together where they would overlap. */
export function clustered(marks: readonly Mark[], scale: Scale, apart = 13): Cluster[] {
    const clusters: Cluster[] = [];
    for (const mark of marks) {
        const x = pixelOf(scale, mark.offsetNanos);
        if (x < scale.start - apart || x > scale.end + apart) continue;
        const last = clusters.at(-1);
        const look = lookOf(mark.kind);
        if (last === undefined || x - last.x >= apart) clusters.push({ x, marks: [mark], look });
        else {
            last.marks.push(mark);
            if (look.weight > last.look.weight) last.look = look;
        }
    }
    return clusters;
}

/** A mark's letter on its colour, at the middle of its place. */
export function paintMark(
    pen: CanvasRenderingContext2D,
    cluster: Cluster,
    y: number,
    colours: Record<string, string>,
): void {
    const { x, look, marks } = cluster;
    pen.fillStyle = colours[look.colour] ?? '';
    pen.beginPath();
    pen.roundRect(x - 6, y - 6, 12, 12, 3);
    pen.fill();
    if (marks.length > 1) pen.fillRect(x + 2, y + 7, 4, 2);
    pen.fillStyle = colours['surface'] ?? '';
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    pen.fillText(look.letter, x, y + 0.5);
}
