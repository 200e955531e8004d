import type { ColourName } from '../../../ui/colours';
import type { Surface } from '../../../ui/canvas';
import { dressOfStatus } from '../../../ui/dress';
import { plain } from '../../../ui/escape';
import { duration } from '../../../ui/format';
import { type Pattern, patternOf } from '../../../ui/patterns';
import { pixelOf, type Scale } from '../../../ui/timeaxis';
import { eachBox, fitted, isOpen, LANE_PIXELS } from '../lanes/boxes';
import { paintItems } from '../lanes/paint';
import type { LanePart } from '../lanes/shelf';
import type { Phase, Phases } from './phases';

const PAD_PIXELS = 3;
const LETTER_PIXELS = 6;

/** How the phases of a request are drawn, and what they are called. */
export const PHASE_DRESS: readonly { kind: Phase['kind']; name: string; colour: ColourName; pattern: Pattern }[] = [
    { kind: 'request', name: 'request in', colour: 'fill-3', pattern: 'dots' },
    { kind: 'server', name: 'until the response', colour: 'fill-none', pattern: 'plain' },
    { kind: 'response', name: 'response headers', colour: 'fill-http3', pattern: 'lines' },
    { kind: 'sending', name: 'sent until the end', colour: 'fill-2', pattern: 'plain' },
];

interface Chosen {
    request: string;
    until: number;
}

/** A request of a waterfall with its phases; before they are known, and where nobody told them, as one bar. */
export function paintPhases(
    surface: Surface,
    scale: Scale,
    y: number,
    part: LanePart,
    phases: Phases,
    chosen: Chosen,
): void {
    const { lane } = part;
    if (lane === undefined) return;
    const { items } = lane;
    const [key = ''] = items.request;
    const told = items.request.length === 1 ? phases.of(key)?.phases : undefined;
    if (told === undefined || told.length === 0) {
        paintItems(surface, scale, y, part, chosen);
        return;
    }
    const { pen, colours } = surface;
    const open = isOpen(items.to[0] ?? -1);
    const status = items.status[0] ?? 0;
    eachBox({ items, bucketNanos: 1, until: chosen.until }, scale, part, (_, x, width) => {
        if (open) {
            pen.fillStyle = colours['fill-none'];
            pen.globalAlpha = 0.3;
            pen.fillRect(x, y + PAD_PIXELS, width, LANE_PIXELS - 2 * PAD_PIXELS - 1);
            pen.globalAlpha = 1;
        }
        for (const phase of told) paintPhase(surface, scale, y, phase);
        mark(surface, status, x, y);
        if (key === chosen.request) {
            pen.strokeStyle = colours.ink;
            pen.lineWidth = 2;
            pen.strokeRect(x - 1, y + PAD_PIXELS - 1, width + 2, LANE_PIXELS - 2 * PAD_PIXELS + 1);
        }
        const took = open ? 'no end seen' : duration((items.to[0] ?? 0) - (items.from[0] ?? 0));
        beside(surface, scale, `${plain(items.label[0] ?? '')} · ${took}`, x, width, y);
    });
}

function paintPhase({ pen, colours }: Surface, scale: Scale, y: number, { kind, from, to }: Phase): void {
    const dress = PHASE_DRESS.find((each) => each.kind === kind);
    const left = Math.max(scale.start - 2, pixelOf(scale, from));
    const right = Math.min(scale.end + 2, Math.max(left + 1, pixelOf(scale, to)));
    if (dress === undefined || right < left) return;
    // What only waits is thinner than what moves.
    const inset = kind === 'server' ? PAD_PIXELS + 4 : PAD_PIXELS;
    pen.fillStyle = colours[dress.colour];
    pen.fillRect(left, y + inset, right - left, LANE_PIXELS - 2 * inset - 1);
    const pattern = patternOf(pen, dress.pattern, colours['fill-stroke']);
    if (pattern === null || right - left < 3) return;
    pen.fillStyle = pattern;
    pen.fillRect(left, y + inset, right - left, LANE_PIXELS - 2 * inset - 1);
}

/** What went wrong, at the beginning of its bar: the phases have colours of their own. */
function mark({ pen, colours }: Surface, status: number, x: number, y: number): void {
    const dress = dressOfStatus(status);
    if (dress.id === '2xx' || dress.id === '3xx') return;
    pen.fillStyle = colours[dress.colour];
    pen.fillRect(x - 5, y + PAD_PIXELS, 4, LANE_PIXELS - 2 * PAD_PIXELS - 1);
}

/** In the bar where it fits, else after it, else before it. */
function beside({ pen, colours }: Surface, scale: Scale, text: string, x: number, width: number, y: number): void {
    const wide = text.length * LETTER_PIXELS + 8;
    const after = scale.end - (x + width);
    const right = after >= wide || after >= x - scale.start;
    const shown = fitted(text, right ? after : x - scale.start);
    if (shown === '') return;
    pen.font = `11px ${colours.font}`;
    pen.textBaseline = 'middle';
    pen.textAlign = right ? 'left' : 'right';
    pen.fillStyle = colours['ink-2'];
    pen.fillText(shown, right ? x + width + 5 : x - 7, y + LANE_PIXELS / 2);
}
