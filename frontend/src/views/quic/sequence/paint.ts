import type { Packet } from '../../../api';
import type { Surface } from '../../../ui/canvas';
import type { ColourName } from '../../../ui/colours';
import { duration } from '../../../ui/format';
import { FAMILIES } from '../frames';
import type { Arrow, Vantage } from './layout';
import { paintBands } from './paintbands';
import { paintLabels } from './paintlabels';
import { GUTTER, type Scene } from './scene';

/** What of a scene is meant at the moment. */
export interface Focus {
    /** Indices of the selected and the hovered packet, or -1. */
    selected: number;
    hovered: number;
    /** What these acknowledge, or are acknowledged by. */
    related: ReadonlySet<number>;
    /** Those of the selected stream; undefined where no stream is. */
    stream: ((packet: Packet) => boolean) | undefined;
    vantage: Vantage;
}

export function paintScene(surface: Surface, scene: Scene, focus: Focus, cursorY: number | undefined): void {
    paintGaps(surface, scene);
    paintTicks(surface, scene);
    paintLifelines(surface, scene, focus.vantage);
    if (scene.bands === undefined) paintArrows(surface, scene, focus);
    else paintBands(surface, scene, scene.bands, focus.vantage);
    paintLabels(surface, scene, focus);
    if (cursorY === undefined) return;
    surface.pen.fillStyle = surface.colours['ink-3'];
    surface.pen.globalAlpha = 0.5;
    surface.pen.fillRect(GUTTER - 6, Math.round(cursorY), scene.view.serverX - GUTTER + 12, 1);
    surface.pen.globalAlpha = 1;
}

const GAP_LABEL_PIXELS = 13;

function paintGaps({ pen, colours }: Surface, { gaps, view, edges, narrowed }: Scene): void {
    const middle = (view.clientX + view.serverX) / 2;
    pen.font = `11px ${colours.font}`;
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    for (const { from, to, open, top, bottom } of gaps) {
        if (open) continue;
        pen.fillStyle = colours.sunken;
        pen.fillRect(view.clientX, top, view.serverX - view.clientX, bottom - top);
        if (bottom - top < GAP_LABEL_PIXELS) continue;
        pen.fillStyle = colours['ink-2'];
        const least = from === edges.from || to === edges.to ? 'at least ' : '';
        pen.fillText(
            `${least}${duration(to - from)} without a ${narrowed ? 'match' : 'packet'}`,
            middle,
            (top + bottom) / 2 + 0.5,
        );
    }
}

function paintTicks({ pen, colours }: Surface, { ticks, view }: Scene): void {
    pen.font = `11px ${colours.font}`;
    pen.textAlign = 'right';
    pen.textBaseline = 'middle';
    for (const { y, label } of ticks) {
        pen.fillStyle = colours.line;
        pen.fillRect(GUTTER - 6, Math.round(y), view.serverX - GUTTER + 6, 1);
        pen.fillStyle = colours['ink-3'];
        pen.fillText(label, GUTTER - 10, Math.min(Math.max(y, 7), view.height - 7));
    }
}

/** The end that the capture saw is a line, the other, which is inferred, is dashed; both break where time is shortened. */
function paintLifelines({ pen, colours }: Surface, { view, gaps }: Scene, vantage: Vantage): void {
    pen.lineWidth = 2;
    for (const side of ['client', 'server'] as const) {
        const x = side === 'client' ? view.clientX : view.serverX;
        pen.strokeStyle = side === vantage ? colours['ink-2'] : colours.edge;
        pen.setLineDash(side === vantage ? [] : [5, 4]);
        pen.beginPath();
        pen.moveTo(x, 0);
        for (const { top, bottom, open } of gaps) {
            if (open) continue;
            pen.lineTo(x, top);
            pen.moveTo(x, bottom);
        }
        pen.lineTo(x, view.height);
        pen.stroke();
    }
    pen.setLineDash([]);
}

/** Arrows that are drawn with one stroke: of one colour, one weight and one dash. */
interface Group {
    colour: ColourName;
    alpha: number;
    width: number;
    dashed: boolean;
    arrows: Arrow[];
}

function groupsOf(scene: Scene, focus: Focus): Group[] {
    const groups = new Map<string, Group>();
    const fine = scene.arrows.length > 500;
    const meant = focus.hovered >= 0 || focus.selected >= 0;
    for (const arrow of scene.arrows) {
        const packet = scene.prepared.packets[arrow.index];
        if (packet === undefined) continue;
        const strong =
            arrow.index === focus.hovered || arrow.index === focus.selected || focus.related.has(arrow.index);
        const aside = arrow.dimmed || (focus.stream !== undefined && !focus.stream(packet));
        const alpha = strong ? 1 : aside ? 0.22 : meant ? 0.5 : 1;
        const colour = arrow.lost ? 'plot-lost' : FAMILIES[arrow.family].colour;
        const width = strong ? 2.4 : fine ? 1 : 1.3;
        const key = `${strong ? 2 : aside ? 0 : 1} ${colour} ${arrow.late}`;
        const group = groups.get(key);
        if (group === undefined) groups.set(key, { colour, alpha, width, dashed: arrow.late, arrows: [arrow] });
        else group.arrows.push(arrow);
    }
    return [...groups.values()].sort((a, b) => a.alpha - b.alpha || a.width - b.width);
}

function paintArrows(surface: Surface, scene: Scene, focus: Focus): void {
    const { pen, colours } = surface;
    const head = scene.arrows.length > 300 ? 4.5 : 6.5;
    for (const { colour, alpha, width, dashed, arrows } of groupsOf(scene, focus)) {
        pen.globalAlpha = alpha;
        pen.strokeStyle = pen.fillStyle = colours[colour];
        pen.lineWidth = width;
        pen.setLineDash(dashed ? [7, 3] : []);
        pen.beginPath();
        for (const { x1, y1, x2, y2 } of arrows) {
            pen.moveTo(x1, y1);
            pen.lineTo(x2, y2);
        }
        pen.stroke();
        pen.setLineDash([]);
        pen.beginPath();
        for (const arrow of arrows) if (!arrow.lost) addHead(pen, arrow, head);
        pen.fill();
    }
    pen.globalAlpha = 1;
    for (const arrow of scene.arrows) if (arrow.lost) paintLoss(surface, arrow, scene.prepared.packets[arrow.index]);
}

function addHead(pen: CanvasRenderingContext2D, { x1, y1, x2, y2 }: Arrow, size: number): void {
    const length = Math.hypot(x2 - x1, y2 - y1) || 1;
    const [dx, dy] = [((x2 - x1) / length) * size, ((y2 - y1) / length) * size];
    pen.moveTo(x2, y2);
    pen.lineTo(x2 - dx - dy * 0.5, y2 - dy + dx * 0.5);
    pen.lineTo(x2 - dx + dy * 0.5, y2 - dy - dx * 0.5);
}

const CROSS = 4.5;

/** A cross where the packet is drawn to have been lost: in a ring by the time threshold, in a box where nobody knows why. */
function paintLoss({ pen, colours }: Surface, { x2, y2, dimmed }: Arrow, packet: Packet | undefined): void {
    pen.globalAlpha = dimmed ? 0.4 : 1;
    pen.strokeStyle = colours['plot-lost'];
    pen.fillStyle = colours.surface;
    pen.lineWidth = 1.6;
    const trigger = packet?.trigger ?? '';
    pen.beginPath();
    if (trigger.startsWith('time') || trigger.startsWith('pto')) pen.arc(x2, y2, CROSS + 2.5, 0, 2 * Math.PI);
    else if (!trigger.startsWith('reordering')) pen.rect(x2 - CROSS - 2, y2 - CROSS - 2, 2 * CROSS + 4, 2 * CROSS + 4);
    pen.fill();
    pen.moveTo(x2 - CROSS, y2 - CROSS);
    pen.lineTo(x2 + CROSS, y2 + CROSS);
    pen.moveTo(x2 + CROSS, y2 - CROSS);
    pen.lineTo(x2 - CROSS, y2 + CROSS);
    pen.stroke();
    pen.globalAlpha = 1;
}
