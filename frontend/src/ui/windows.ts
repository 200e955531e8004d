import { signal } from '@preact/signals';
import { type ApiError, asApiError, isAbort } from '../api';
import { lengthOf, type Span } from './timeaxis';

/** A stretch to be loaded, and what length of it is about a window: how fine it is to be. */
export interface Need extends Span {
    window: number;
}

/** What was loaded for a stretch of time. */
export interface Piece<T> extends Need {
    value: T;
    /** More of the answer is on its way. */
    partial?: true;
}

const same = (a: Need, b: Need | undefined) => a.from === b?.from && a.to === b.to && a.window === b.window;

/** About three windows round the one that is shown, at edges that stay while one pans by less than half of it. */
export function pieceFor(shown: Span, extent: Span): Need {
    const half = 2 ** (Math.ceil(Math.log2(Math.max(2, lengthOf(shown)))) - 1);
    const from = (Math.floor(shown.from / half) - 1) * half;
    const to = (Math.floor(shown.to / half) + 2) * half;
    const begin = Math.max(from, extent.from);
    return { from: begin, to: Math.max(Math.min(to, extent.to), begin + 1), window: 2 * half };
}

/** What is shown and little more, for what is listed beside it: a 64th of a window to either side. */
export function nearFor(shown: Span, extent: Span): Need {
    const window = 2 ** Math.ceil(Math.log2(Math.max(2, lengthOf(shown))));
    const step = Math.max(1, window / 64);
    const from = Math.max(extent.from, Math.floor(shown.from / step) * step);
    return { from, to: Math.max(Math.min(extent.to, Math.ceil(shown.to / step) * step), from + 1), window };
}

/** The parts of a stretch that no piece holds. */
export function unloaded(shown: Span, pieces: readonly Span[]): Span[] {
    let left: Span[] = [shown];
    for (const piece of pieces) {
        left = left.flatMap((part) => {
            if (piece.to <= part.from || piece.from >= part.to) return [part];
            return [
                { from: part.from, to: piece.from },
                { from: piece.to, to: part.to },
            ].filter((rest) => rest.to > rest.from);
        });
    }
    return left;
}

const KEPT = 8;
const WAIT_MILLIS = 60;

/**
 * What a diagram draws from: the piece round what is shown, those before it until it has come, and who asks no more is
 * cancelled.
 */
export class Windows<T> {
    /** The last that came, the best first: drawn from the last to the first it shows what there is. */
    readonly pieces = signal<readonly Piece<T>[]>([]);
    readonly error = signal<ApiError | undefined>(undefined);
    readonly busy = signal(false);
    private wanted: Need | undefined;
    private under: AbortController | undefined;
    private timer: ReturnType<typeof setTimeout> | undefined;
    private end = 0;

    constructor(
        /** `partly` shows what there is so far of an answer that takes its time. */
        private readonly load: (need: Need, signal: AbortSignal, partly: (value: T) => void) => Promise<T>,
        private readonly waitMillis = WAIT_MILLIS,
        private readonly needOf = pieceFor,
    ) {}

    /** Says what is shown now; loads round it if need be, once it has come to rest for a moment. */
    want(shown: Span, extent: Span): void {
        this.grown(extent);
        const piece = this.needOf(shown, extent);
        if (same(piece, this.wanted)) return;
        this.stop();
        this.wanted = piece;
        const held = this.pieces.peek().find((each) => same(each, piece) && each.partial === undefined);
        if (held !== undefined) {
            this.put(held);
            return;
        }
        if (this.pieces.peek().length === 0) void this.fetch(piece);
        else this.timer = setTimeout(() => void this.fetch(piece), this.waitMillis);
    }

    again(): void {
        const wanted = this.wanted;
        this.stop();
        if (wanted === undefined) return;
        this.wanted = wanted;
        void this.fetch(wanted);
    }

    close(): void {
        this.stop();
        this.pieces.value = [];
    }

    /** Pieces that reached the end hold less than there is now. */
    private grown(extent: Span): void {
        if (extent.to === this.end) return;
        const before = this.end;
        this.end = extent.to;
        const whole = this.pieces.peek();
        const [first, ...rest] = whole;
        const kept = rest.filter((each) => each.to < before);
        if (first !== undefined && kept.length !== rest.length) this.pieces.value = [first, ...kept];
    }

    private stop(): void {
        clearTimeout(this.timer);
        this.under?.abort();
        this.under = undefined;
        this.wanted = undefined;
        this.busy.value = false;
    }

    private async fetch(need: Need): Promise<void> {
        const mine = (this.under = new AbortController());
        this.busy.value = true;
        try {
            const partly = (value: T) => {
                if (!mine.signal.aborted) this.put({ ...need, value, partial: true });
            };
            const value = await this.load(need, mine.signal, partly);
            if (mine.signal.aborted) return;
            this.put({ ...need, value });
            this.error.value = undefined;
        } catch (reason) {
            if (isAbort(reason) || mine.signal.aborted) return;
            this.error.value = asApiError(reason);
        }
        this.busy.value = false;
    }

    private put(piece: Piece<T>): void {
        const others = this.pieces.peek().filter((each) => !same(each, piece));
        this.pieces.value = [piece, ...others].slice(0, KEPT);
    }
}
