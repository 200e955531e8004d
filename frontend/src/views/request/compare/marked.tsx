import { Text } from '../../../ui/text';
import type { Piece } from './characters';

/** One side of two texts: what is the same, and what only this side has, struck out or underlined. */
export function Marked({ of, side }: { of: readonly Piece[]; side: 'removed' | 'added' }) {
    return (
        <>
            {of
                .filter(({ kind }) => kind === 'same' || kind === side)
                .map(({ kind, text }, i) =>
                    kind === 'same' ? (
                        <Text key={i} of={text} />
                    ) : kind === 'removed' ? (
                        <del key={i}>
                            <Text of={text} />
                        </del>
                    ) : (
                        <ins key={i}>
                            <Text of={text} />
                        </ins>
                    ),
                )}
        </>
    );
}
