import { bytePieces } from './bytes';
import { type Piece, pieces } from './escape';

/** What was traced, as text nodes only; characters that would hide or mislead are shown as escapes. */
export function Text({ of, cut }: { of: string; cut?: number }) {
    const shown = cut !== undefined && of.length > cut ? `${of.slice(0, cut).replace(/[\ud800-\udbff]$/, '')}…` : of;
    return <Pieces of={pieces(shown)} />;
}

/** The same of a text that may be none: then its bytes are given too. */
export function Bytes({ of, hex }: { of: string; hex: string | undefined }) {
    return hex === undefined ? <Text of={of} /> : <Pieces of={bytePieces(hex)} />;
}

function Pieces({ of }: { of: readonly Piece[] }) {
    return (
        <span class="foreign" dir="ltr">
            {of.map((piece) => (piece.escaped ? <span class="escape">{piece.text}</span> : piece.text))}
        </span>
    );
}

/** Says in words that something is not there, instead of an empty place. */
export function Missing({ children }: { children: string }) {
    return <span class="quiet">{children}</span>;
}
