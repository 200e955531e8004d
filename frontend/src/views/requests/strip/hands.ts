import { batch, signal } from '@preact/signals';
import type { Overview } from '../../../api';
import { pixelOf } from '../../../ui/timeaxis';
import { type Frame, inDurations, type Point, selectionBetween } from './frame';
import { bucketAt, heatRows, rowSpan, type Selection, spanOf, yOf } from './model';

const MOVED_PIXELS = 4;

export interface Done {
    /** Narrows to it. */
    narrow: (selection: Selection) => void;
    /** Asks what is different about it. */
    compare: (selection: Selection) => void;
    /** Pressed and let go at one place. */
    pick: (at: Point) => void;
    wider: () => void;
    whole: () => void;
}

/** The pointer and the keys on the strip: where one is, and what is selected from there. */
export class Hands {
    readonly at = signal<Point | undefined>(undefined);
    readonly selection = signal<Selection | undefined>(undefined);
    /** Whether the keys put it there: then its place is told in words. */
    readonly keyed = signal(false);
    private from: Point | undefined;
    private far = false;
    private overview: Overview | undefined;
    private frame: Frame | undefined;
    private cells = true;
    done: Done | undefined;

    /** What is drawn now. While one drags, the old frame holds: what was pressed stays under the pointer. */
    drawn(overview: Overview, frame: Frame, cells: boolean): void {
        if (this.far) return;
        this.overview = overview;
        this.frame = frame;
        this.cells = cells;
    }

    pressed(at: Point): void {
        this.from = at;
        this.far = false;
        this.keyed.value = false;
    }

    moved(at: Point): void {
        this.keyed.value = false;
        this.at.value = at;
        if (this.from === undefined) return;
        this.far ||= Math.hypot(at.x - this.from.x, at.y - this.from.y) > MOVED_PIXELS;
        if (this.far) this.select(this.from, at);
    }

    released(at: Point, shift: boolean): void {
        const selection = this.selection.peek();
        const far = this.far;
        if (this.from === undefined) return;
        this.stop();
        if (!far) this.done?.pick(at);
        else if (selection !== undefined) (shift ? this.done?.compare : this.done?.narrow)?.(selection);
    }

    left(): void {
        if (this.from === undefined && !this.keyed.peek()) this.at.value = undefined;
    }

    stop(): void {
        batch(() => {
            this.from = undefined;
            this.far = false;
            this.selection.value = undefined;
        });
    }

    /** False where a key means nothing here. */
    key({ key, shiftKey }: { key: string; shiftKey: boolean }): boolean {
        const moves: Record<string, [number, number] | undefined> = {
            ArrowLeft: [-1, 0],
            ArrowRight: [1, 0],
            ArrowUp: [0, 1],
            ArrowDown: [0, -1],
            PageUp: [10, 0],
            PageDown: [-10, 0],
            Home: [-1e9, 0],
            End: [1e9, 0],
        };
        const by = moves[key];
        if (by !== undefined) this.step(by, shiftKey);
        else if (key === 'Enter' || key === 'd') this.apply(key === 'd');
        else if (key === '-' || key === 'Backspace') this.done?.wider();
        else if (key === '0') this.done?.whole();
        else if (key === 'Escape' && (this.selection.peek() !== undefined || this.from !== undefined)) this.stop();
        else return false;
        return true;
    }

    private apply(compare: boolean): void {
        const at = this.at.peek();
        if (this.selection.peek() === undefined && at !== undefined) this.select(at, at);
        const selection = this.selection.peek();
        if (selection === undefined) return;
        this.stop();
        (compare ? this.done?.compare : this.done?.narrow)?.(selection);
    }

    /** One bucket to the side, one row up or down; below the lowest row are the bars. */
    private step([aside, up]: [number, number], extend: boolean): void {
        const { overview, frame } = this;
        if (overview === undefined || frame === undefined) return;
        const old = this.at.peek() ?? { x: frame.scale.start + 1, y: (frame.bars.from + frame.bars.to) / 2 };
        const next = { x: this.aside(overview, frame, old.x, aside), y: this.up(overview, frame, old.y, up) };
        batch(() => {
            if (extend) this.from ??= old;
            else this.stop();
            this.keyed.value = true;
            this.at.value = next;
            if (this.from !== undefined) this.select(this.from, next);
        });
    }

    private aside(overview: Overview, { scale }: Frame, x: number, by: number): number {
        const nanos = scale.from + ((x - scale.start) / (scale.end - scale.start)) * (scale.to - scale.from);
        const [first, last] = [bucketAt(overview, scale.from), bucketAt(overview, scale.to - 1)];
        const bucket = Math.max(first, Math.min(last, bucketAt(overview, nanos) + by));
        const { from, to } = spanOf(overview, bucket);
        return pixelOf(scale, (Math.max(from, scale.from) + Math.min(to, scale.to)) / 2);
    }

    private up(overview: Overview, frame: Frame, y: number, by: number): number {
        const rows = heatRows(overview);
        const middle = (frame.bars.from + frame.bars.to) / 2;
        if (rows === undefined || by === 0) return y;
        const count = rows.last - rows.first + 1;
        // The bars stand above the durations: down from them is the longest.
        const centre = (i: number) => {
            const { from, to } = rowSpan(overview, rows.last - i);
            return (yOf(frame.log, to) + (from < frame.log.least ? frame.log.bottom : yOf(frame.log, from))) / 2;
        };
        const at = inDurations(frame, { x: 0, y })
            ? Array.from({ length: count }, (_, i) => i).reduce((best, i) =>
                  Math.abs(centre(i) - y) < Math.abs(centre(best) - y) ? i : best,
              )
            : -1;
        const to = Math.max(-1, Math.min(count - 1, at - by));
        return to < 0 ? middle : centre(to);
    }

    private select(one: Point, other: Point): void {
        const { overview, frame } = this;
        if (overview !== undefined && frame !== undefined)
            this.selection.value = selectionBetween(overview, frame, one, other, this.cells);
    }
}
