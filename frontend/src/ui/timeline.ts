import { batch, signal } from '@preact/signals';
import { clamped, lengthOf, moved, padded, type Span, zoomed } from './timeaxis';

const same = (a: Span, b: Span) => a.from === b.from && a.to === b.to;

/** The time that all panels share: what there is, what of it is shown, and where the pointer and the ruler are. */
export class Timeline {
    /** From the first to the last that is known. */
    readonly extent = signal<Span>({ from: 0, to: 0 });
    readonly shown = signal<Span>(padded({ from: 0, to: 0 }));
    /** Whether the end stays in sight as the extent grows. */
    readonly follow = signal(false);
    /** The moment under the pointer, in whichever panel. */
    readonly cursor = signal<number | undefined>(undefined);
    /** The stretch that was drawn with shift held. */
    readonly area = signal<Span | undefined>(undefined);
    private whole = true;

    /** There is as much as this now; what is shown stays, unless it was all, or the end is followed. */
    grow(extent: Span): void {
        if (same(extent, this.extent.peek())) return;
        batch(() => {
            this.extent.value = extent;
            if (this.whole) this.fit();
            else if (this.follow.peek()) this.toEnd();
            else this.show(this.shown.peek());
        });
    }

    show(span: Span): void {
        const bounds = padded(this.extent.peek());
        const next = clamped(span, bounds);
        this.whole = same(next, bounds);
        if (!same(next, this.shown.peek())) this.shown.value = next;
    }

    /** Whether everything there is is shown, so that a URL need not say what. */
    get isWhole(): boolean {
        return this.whole;
    }

    fit(): void {
        this.show(padded(this.extent.peek()));
    }

    toEnd(): void {
        const length = lengthOf(this.shown.peek());
        const end = padded(this.extent.peek()).to;
        this.show({ from: end - length, to: end });
    }

    /** `share` of what is shown: 0.25 is a quarter to later times. */
    pan(share: number): void {
        this.panBy(lengthOf(this.shown.peek()) * share);
    }

    panBy(nanos: number): void {
        this.follow.value = false;
        this.show(moved(this.shown.peek(), nanos));
    }

    /** Below 1 closer; about the pointer where it is, else the middle. */
    zoom(factor: number, about?: number): void {
        const shown = this.shown.peek();
        const cursor = about ?? this.cursor.peek() ?? (shown.from + shown.to) / 2;
        this.show(zoomed(shown, factor, Math.min(Math.max(cursor, shown.from), shown.to)));
    }

    /** Moves as little as is needed to bring a moment into sight. */
    reveal(at: number): void {
        const shown = this.shown.peek();
        if (at >= shown.from && at <= shown.to) return;
        const half = lengthOf(shown) / 2;
        this.show({ from: at - half, to: at + half });
    }
}
