import { pieces } from './escape';

/** What was traced, as text nodes only; characters that would hide or mislead are shown as escapes. */
export function Text({ of, cut }: { of: string; cut?: number }) {
    const shown = cut !== undefined && of.length > cut ? `${of.slice(0, cut).replace(/[\ud800-\udbff]$/, '')}…` : of;
    return (
        <span class="foreign" dir="ltr">
            {pieces(shown).map((piece) => (piece.escaped ? <span class="escape">{piece.text}</span> : piece.text))}
        </span>
    );
}

/** Says in words that something is not there, instead of an empty place. */
export function Missing({ children }: { children: string }) {
    return <span class="quiet">{children}</span>;
}
