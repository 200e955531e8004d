import type { Series } from '../../api';
import { type Span, lengthOf } from '../../ui/timeaxis';

/** A part of what is shown, and what it is drawn from. */
export interface Part extends Span {
    series: Series;
}

/** The stretch that is shown in parts that do not overlap, in order of time: each from the first piece that has it. */
export function partsOf(shown: Span, pieces: readonly Part[]): Part[] {
    const parts: Part[] = [];
    let left: Span[] = [shown];
    for (const { series, ...piece } of pieces) {
        left = left.flatMap((rest) => {
            const from = Math.max(rest.from, piece.from);
            const to = Math.min(rest.to, piece.to);
            if (to <= from) return [rest];
            parts.push({ from, to, series });
            return [
                { from: rest.from, to: from },
                { from: to, to: rest.to },
            ].filter((span) => lengthOf(span) > 0);
        });
        if (left.length === 0) break;
    }
    return parts.sort((a, b) => a.from - b.from);
}
