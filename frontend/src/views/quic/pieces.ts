import type { Series } from '../../api';
import { type Span, lengthOf } from '../../ui/timeaxis';
import type { Piece } from '../../ui/windows';

/** A part of what is shown, and what it is drawn from. */
export interface Part extends Span {
    series: Series;
}

/** The stretch that is shown in parts that do not overlap, each from the first piece that has it, the overview last. */
export function partsOf(
    shown: Span,
    pieces: readonly Piece<Series>[],
    overview: (Span & { value: Series }) | undefined,
): Part[] {
    const parts: Part[] = [];
    let left: Span[] = [shown];
    const all = overview === undefined ? pieces : [...pieces, overview];
    for (const piece of all) {
        left = left.flatMap((rest) => {
            const from = Math.max(rest.from, piece.from);
            const to = Math.min(rest.to, piece.to);
            if (to <= from) return [rest];
            parts.push({ from, to, series: piece.value });
            return [
                { from: rest.from, to: from },
                { from: to, to: rest.to },
            ].filter((span) => lengthOf(span) > 0);
        });
        if (left.length === 0) break;
    }
    return parts;
}
