import type { Packet } from '../../../api';
import type { Surface } from '../../../ui/canvas';
import type { ColourName } from '../../../ui/colours';
import { plain } from '../../../ui/escape';
import { count } from '../../../ui/format';
import { frameText } from '../frames';
import { SPACES } from '../names';
import { colourOf, titleOf } from './packet';
import type { Label } from './layout';
import type { Focus } from './paint';
import type { Scene } from './scene';

interface Segment {
    text: string;
    colour: ColourName;
}

const MOST_FRAMES = 8;
const texts = new WeakMap<Packet, readonly Segment[]>();

/** What stands beside a packet: which way, its space and number, its size, its frames each in its colour, its end. */
function segmentsOf(packet: Packet): readonly Segment[] {
    const known = texts.get(packet);
    if (known !== undefined) return known;
    const found: Segment[] = [{ text: titleOf(packet), colour: 'ink' }];
    if (packet.size !== null) found.push({ text: `${count(packet.size)} B`, colour: 'ink-3' });
    if (packet.fate === 'lost') found.push({ text: `LOST${why(packet)}`, colour: 'plot-lost' });
    if (packet.fate === 'late-acked') found.push({ text: `ACKED LATE${why(packet)}`, colour: 'plot-mark' });
    for (const frame of packet.frames.slice(0, MOST_FRAMES))
        found.push({ text: plain(frameText(frame, packet.direction).slice(0, 120)), colour: colourOf(frame) });
    if (packet.frames.length > MOST_FRAMES)
        found.push({ text: `and ${packet.frames.length - MOST_FRAMES} more`, colour: 'ink-3' });
    if (packet.frames.length === 0)
        found.push({
            text: packet.ackOnly ? 'ACK' : 'frames not told',
            colour: packet.ackOnly ? 'frame-ack' : 'ink-3',
        });
    texts.set(packet, found);
    return found;
}

const why = ({ trigger }: Packet) => (trigger === null ? '' : ` by ${trigger.replace(/_.*/, '')}`);

const INDENT = 30;
const RIGHT = 4;
/** What is cut shorter says nothing: a size without its end is another size. */
const LEAST_LETTERS = 10;
const SIZE = 11;

/** Text beside the lifeline that the capture saw; where there is no room, how many more there are. */
export function paintLabels(surface: Surface, scene: Scene, focus: Focus): void {
    const { pen, colours, width, height } = surface;
    const { view, labels, prepared } = scene;
    if (labels.length === 0) return;
    pen.save();
    pen.beginPath();
    pen.rect(view.serverX - 10, 0, width - view.serverX + 10, height);
    pen.clip();
    pen.font = `${SIZE}px ${colours.mono}`;
    pen.textAlign = 'left';
    pen.textBaseline = 'middle';
    const letter = pen.measureText('0').width;
    for (const label of labels) {
        const packet = prepared.packets[label.arrow.index];
        if (packet !== undefined) paintLabel(surface, scene, label, packet, focus, letter);
    }
    pen.restore();
}

function paintLabel(
    { pen, colours, width }: Surface,
    { view }: Scene,
    { arrow, y, more }: Label,
    packet: Packet,
    focus: Focus,
    letter: number,
): void {
    const chosen = arrow.index === focus.selected || arrow.index === focus.hovered;
    const aside = arrow.dimmed || (focus.stream !== undefined && !focus.stream(packet));
    let x = view.serverX + INDENT;
    if (chosen) {
        pen.fillStyle = colours.selected;
        pen.fillRect(x - 4, y - 7, width - x, 14);
    }
    pen.globalAlpha = aside && !chosen ? 0.5 : 1;
    if (arrow.seenX === view.serverX) paintLeader(pen, colours.edge, arrow.seenX, arrow.seenY, x - 6, y);
    paintSpace({ pen, colours }, SPACES[packet.space].letter, arrow.seenX, arrow.seenY);
    pen.fillStyle = colours['ink-3'];
    const leftward = (packet.direction === 'sent') === (arrow.seenX === view.serverX);
    pen.fillText(leftward ? '←' : '→', x, y);
    x += 2 * letter;
    // Of a crowd it is said first: it must not be what is cut off.
    const crowd: Segment[] = more > 0 ? [{ text: `+${count(more)}`, colour: 'accent' }] : [];
    for (const { text, colour } of [...crowd, ...segmentsOf(packet)]) {
        const room = Math.floor((width - RIGHT - x) / letter);
        if (room < Math.min(text.length, LEAST_LETTERS)) break;
        pen.fillStyle = colours[colour];
        pen.fillText(text.length > room ? `${text.slice(0, room - 1)}…` : text, x, y);
        x += (text.length + 1.5) * letter;
    }
    pen.globalAlpha = 1;
}

function paintLeader(
    pen: CanvasRenderingContext2D,
    colour: string,
    x1: number,
    y1: number,
    x2: number,
    y2: number,
): void {
    pen.strokeStyle = colour;
    pen.lineWidth = 0.7;
    pen.beginPath();
    pen.moveTo(x1, y1);
    pen.lineTo(x1 + 10, y2);
    pen.lineTo(x2, y2);
    pen.stroke();
}

/** The spaces before 1-RTT, marked by their letter in a box on the lifeline. */
function paintSpace({ pen, colours }: Pick<Surface, 'pen' | 'colours'>, letter: string, x: number, y: number): void {
    pen.fillStyle = letter === '' ? colours['ink-2'] : colours.surface;
    pen.strokeStyle = colours['ink-2'];
    pen.lineWidth = 1;
    if (letter === '') {
        pen.beginPath();
        pen.arc(x, y, 2, 0, 2 * Math.PI);
        pen.fill();
        return;
    }
    pen.fillRect(x - 6, y - 6, 12, 12);
    pen.strokeRect(x - 6, y - 6, 12, 12);
    pen.fillStyle = colours.ink;
    pen.textAlign = 'center';
    pen.fillText(letter, x, y + 0.5);
    pen.textAlign = 'left';
}
