import { computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import type { Packet } from '../../../api';
import type { Piece } from '../../../ui/windows';
import { Windows } from '../../../ui/windows';
import type { Look } from '../look';
import { nameOf } from '../names';
import { conditionsOf } from './filter';
import type { Vantage } from './layout';
import { loadStretch, nextMatch, type Source, type Stretch } from './load';

import { prepare, type Prepared, type Scene, sceneOf, type Style } from './scene';
import type { ScaleKind } from './scale';

/** What the diagram and the table beside it show of a connection, and how one wants to see it. */
export class Drawing {
    readonly opened = signal<ReadonlySet<number>>(new Set());
    /** The packet under the pointer, by its name, or "". */
    readonly hovered = signal('');
    /** What was drawn last. */
    readonly painted = signal<Scene | undefined>(undefined);
    readonly windows: Windows<Stretch>;
    readonly source: Source;
    readonly piece: ReadonlySignal<Piece<Stretch> | undefined>;
    readonly prepared: ReadonlySignal<Prepared | undefined>;
    private readonly forget: () => void;

    constructor(
        private readonly look: Look,
        at: string,
        only: string,
        readonly kind: ReadonlySignal<ScaleKind>,
    ) {
        this.source = { session: look.session, conn: look.conn, at, conditions: conditionsOf(only) };
        this.windows = new Windows((need, stop) => loadStretch(this.source, need, stop));
        this.piece = computed(() => bestOf(this.windows.pieces.value, look.timeline.shown.value));
        const style = computed(() => this.style);
        this.prepared = computed(() => {
            const piece = this.piece.value;
            return piece === undefined ? undefined : prepare(piece, style.value);
        });
        this.forget = effect(() => {
            const shown = look.timeline.shown.value;
            const extent = look.timeline.extent.value;
            untracked(() => this.windows.want(shown, extent));
        });
    }

    get vantage(): Vantage {
        return this.look.summary.value?.vantage ?? 'server';
    }

    get narrowed(): boolean {
        return Object.keys(this.source.conditions).length > 0;
    }

    get style(): Style {
        const rtt = this.look.summary.value?.rtt;
        return {
            kind: this.kind.value,
            vantage: this.vantage,
            rttNanos: rtt == null ? 0 : rtt.minNanos || rtt.smoothedNanos,
            opened: this.opened.value,
            narrowed: this.narrowed,
        };
    }

    scene(width: number, height: number): Scene | undefined {
        const piece = this.piece.value;
        const prepared = this.prepared.value;
        if (piece === undefined || prepared === undefined) return undefined;
        const selected = this.look.packet.value;
        return sceneOf(piece, prepared, this.style, this.look.timeline.shown.value, { width, height }, selected);
    }

    toggleGap(from: number): void {
        const opened = new Set(this.opened.peek());
        if (!opened.delete(from)) opened.add(from);
        this.opened.value = opened;
    }

    select(packet: Packet): void {
        this.look.select({ packet: nameOf(packet) });
        this.look.timeline.reveal(packet.offsetNanos);
    }

    /** The next or previous that matches, also beyond what was loaded. */
    async step(by: 1 | -1): Promise<void> {
        const packets = this.prepared.peek()?.packets ?? [];
        const { from, to } = this.look.timeline.shown.peek();
        const at = packets.findIndex((packet) => nameOf(packet) === this.look.packet.peek());
        const begin = at >= 0 ? at + by : by > 0 ? firstAfter(packets, from) : firstAfter(packets, to) - 1;
        for (let i = begin; i >= 0 && i < packets.length; i += by) {
            const packet = packets[i];
            if (packet !== undefined && packet.context !== true) return this.select(packet);
        }
        await this.find(this.source, packets[at]?.offsetNanos ?? (by > 0 ? from : to), by);
    }

    /** The next or previous loss, seen from the selection, else from the edge of the window. */
    async loss(by: 1 | -1): Promise<boolean> {
        const { from, to } = this.look.timeline.shown.peek();
        const selected = this.prepared.peek()?.packets.find((packet) => nameOf(packet) === this.look.packet.peek());
        const at = selected?.offsetNanos ?? (by > 0 ? from : to);
        return this.find({ ...this.source, conditions: { fate: 'lost' } }, at, by);
    }

    close(): void {
        this.forget();
        this.windows.close();
    }

    private async find(source: Source, at: number, by: 1 | -1): Promise<boolean> {
        const found = await nextMatch(source, at, by > 0);
        if (found !== undefined) this.select(found);
        return found !== undefined;
    }
}

function firstAfter(packets: readonly Packet[], at: number): number {
    const found = packets.findIndex((packet) => packet.offsetNanos >= at);
    return found < 0 ? packets.length : found;
}

/** The newest that holds all that is shown; else the newest that there is. */
function bestOf<T>(pieces: readonly Piece<T>[], shown: { from: number; to: number }): Piece<T> | undefined {
    const first = pieces[0];
    if (first === undefined || (first.from <= shown.from && first.to >= shown.to)) return first;
    const overlap = (piece: Piece<T>) => Math.min(piece.to, shown.to) - Math.max(piece.from, shown.from);
    return pieces.reduce((best, piece) => (overlap(piece) > overlap(best) ? piece : best), first);
}
