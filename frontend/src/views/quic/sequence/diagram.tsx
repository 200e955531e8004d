import { useMemo, useRef } from 'preact/hooks';
import type { Packet, QuicSummary } from '../../../api';
import { Canvas, type Surface } from '../../../ui/canvas';
import type { Look } from '../look';
import { nameOf } from '../names';
import type { Drawing } from './drawing';
import { type Point, useHands } from './hands';
import { arrowAt, yOf } from './layout';
import { Ends, Gaps, Hovered } from './overlays';
import { carries } from './packet';
import { type Focus, paintScene } from './paint';
import type { Prepared, Scene } from './scene';

const REACH = 7;
const LABEL_HALF = 7;

interface DiagramProps {
    drawing: Drawing;
    look: Look;
    summary: QuicSummary;
}

/** The lifelines with the packets between them; what is under the pointer says what it is. */
export function Diagram({ drawing, look, summary }: DiagramProps) {
    const box = useRef<HTMLDivElement>(null);
    const held = useMemo(() => ({ scene: undefined as Scene | undefined }), []);
    useHands(box, look.timeline, {
        grip: () => held.scene,
        onPick: (at) => {
            const packet = packetAt(held.scene, at);
            if (packet !== undefined) drawing.select(packet);
            else look.select({ packet: '' });
        },
        onHover: (at) => {
            const packet = at === undefined ? undefined : packetAt(held.scene, at);
            drawing.hovered.value = packet === undefined ? '' : nameOf(packet);
        },
    });
    const paint = (surface: Surface) => {
        const scene = (held.scene = drawing.scene(surface.width, surface.height));
        drawing.painted.value = scene;
        if (scene === undefined) return;
        look.painted();
        const cursor = look.timeline.cursor.value;
        const y = cursor === undefined ? undefined : yOf(scene.scale.place(cursor), scene.view);
        paintScene(surface, scene, focusOf(scene.prepared, drawing, look), y);
    };
    const pressed = (key: KeyboardEvent) => {
        const by = key.key === 'ArrowDown' ? 1 : key.key === 'ArrowUp' ? -1 : 0;
        if (by === 0 || key.target !== box.current) return;
        key.preventDefault();
        look.step(by);
    };
    return (
        <div class="sequence-canvas" onKeyDown={pressed}>
            <Ends drawing={drawing} summary={summary} />
            <Canvas
                label="Packets in sequence, time running down. Arrow keys go from packet to packet; the table beside has the same."
                paint={paint}
                box={box}>
                <Gaps drawing={drawing} />
                <Hovered drawing={drawing} summary={summary} />
            </Canvas>
        </div>
    );
}

function packetAt(scene: Scene | undefined, { x, y }: Point): Packet | undefined {
    if (scene === undefined) return undefined;
    const label =
        x > scene.view.serverX + REACH ? scene.labels.find((each) => Math.abs(each.y - y) <= LABEL_HALF) : undefined;
    const arrow = label?.arrow ?? arrowAt(scene.arrows, x, y, REACH);
    return arrow === undefined ? undefined : scene.prepared.packets[arrow.index];
}

function focusOf({ packets, acks, byName }: Prepared, drawing: Drawing, look: Look): Focus {
    const selected = byName.get(look.packet.value) ?? -1;
    const hovered = byName.get(drawing.hovered.value) ?? -1;
    const about = hovered >= 0 ? hovered : selected;
    const related = new Set(acks.acked.get(about) ?? []);
    const carrier = acks.ackOf[about] ?? -1;
    if (carrier >= 0) related.add(carrier);
    const stream = look.stream.value;
    const ofStream = stream === '' ? undefined : (packet: Packet) => carries(packet, Number(stream));
    const some = ofStream !== undefined && packets.some(ofStream);
    return { selected, hovered, related, stream: some ? ofStream : undefined, vantage: drawing.vantage };
}
