import type { ColumnMark, RequestRow } from '../../api';
import { duration } from '../../ui/format';
import { UNFINISHED } from '../../ui/gaps';
import { Text } from '../../ui/text';

/** A longer text is not seen in a cell, and would only cost. */
const CELL = 400;

const MARKS: Record<ColumnMark, { word: string; why: string }> = {
    masked: { word: 'masked', why: 'Masked before it was stored' },
    withheld: { word: 'not asked for', why: 'This session does not capture its value' },
    cut: { word: '… cut', why: 'Longer than what this session keeps of a value' },
};

export function Traced({ of }: { of: string | null }) {
    return of === null ? <>–</> : <Text of={of} cut={CELL} />;
}

/** A header beside a request; what was masked or cut is shown as such. */
export function HeaderValue({ row, column }: { row: RequestRow; column: string }) {
    const value = row.columns?.[column];
    if (value == null) return <span class="quiet">–</span>;
    const mark = row.columnMarks?.[column];
    return (
        <>
            {value !== '' && <Text of={value} cut={CELL} />}
            {mark !== undefined && (
                <span class="cell-mark" title={MARKS[mark].why}>
                    {MARKS[mark].word}
                </span>
            )}
        </>
    );
}

/** How long a request took; what is missing of it is said in its place. */
export function Lasted({ row, label }: { row: RequestRow; label: string }) {
    if (row.durationNanos === null) return <span class="quiet">{label || '–'}</span>;
    const until = row.durationUntil === 'end' ? 'until its end' : 'until the response began; its end was not seen';
    return (
        <span title={label === '' ? until : `${until}; ${label}`}>
            {label !== '' && (
                <span class={label === UNFINISHED ? 'quiet' : 'mark'} role="img" aria-label={label}>
                    {label === UNFINISHED ? '≥ ' : '▲ '}
                </span>
            )}
            {duration(row.durationNanos)}
        </span>
    );
}
