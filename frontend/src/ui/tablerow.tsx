import type { ComponentChildren } from 'preact';
import type { Column } from './tablecolumns';

interface RowProps<R> {
    id: string;
    row: R;
    index: number;
    columns: readonly Column<R>[];
    selected: boolean;
    /** The column whose cell the keys are at, or "". */
    cell: string;
    kind: string;
    /** What its look means, in words. */
    said: string;
    onHover?: ((row: R | undefined) => void) | undefined;
}

/** One row of a table. */
export function TableRow<R>({ id, row, index, columns, selected, cell, kind, said, onHover }: RowProps<R>) {
    return (
        <div
            id={id}
            class={`grid-row${selected ? ' selected' : ''}${kind === '' ? '' : ` ${kind}`}`}
            role="row"
            aria-rowindex={index + 2}
            aria-selected={selected}
            onPointerEnter={onHover && (() => onHover(row))}
            onPointerLeave={onHover && (() => onHover(undefined))}>
            {columns.map((column, i) => (
                <span
                    key={column.key}
                    id={selected ? `${id}-${column.key}` : undefined}
                    role="gridcell"
                    aria-colindex={i + 1}
                    data-column={column.key}
                    class={kindOf(column, selected && column.key === cell)}
                    title={column.tip?.(row)}>
                    {i === 0 && said !== '' && <span class="unseen">{said} </span>}
                    {column.cell(row, index)}
                </span>
            ))}
        </div>
    );
}

function kindOf<R>({ number, kind }: Column<R>, at: boolean): string | undefined {
    const kinds = [number && 'number', kind, at && 'at'].filter((each) => typeof each === 'string');
    return kinds.length === 0 ? undefined : kinds.join(' ');
}

/** A line without cells: words, or the place of a row that is on its way. */
export function TableLine({ index, words }: { index: number; words: ComponentChildren }) {
    const waiting = words === undefined;
    return (
        <div
            class={waiting ? 'grid-row grid-waiting' : 'grid-row grid-gap'}
            role="row"
            aria-rowindex={index + 2}
            aria-busy={waiting}>
            <span role="gridcell">{waiting ? <span class="unseen">on its way</span> : words}</span>
        </div>
    );
}
