import type { RequestRow } from '../../api';
import { plain } from '../../ui/escape';
import { clock, duration, connName } from '../../ui/format';
import { gapLabel, UNFINISHED } from '../../ui/gaps';
import { Status } from '../../ui/status';
import { Text } from '../../ui/text';
import { keyOf } from './rows';

export const ROW_PIXELS = 28;
/** A longer text is not seen in a cell, and would only cost. */
const CELL = 400;

interface LineProps {
    row: RequestRow;
    index: number;
    selected: boolean;
    onSelect: (key: string) => void;
}

/** One request as a row of the grid. */
export function RequestLine({ row, index, selected, onSelect }: LineProps) {
    const key = keyOf(row);
    const label = gapLabel(row);
    return (
        <div
            id={`r${key}`}
            class={selected ? 'grid-row selected' : 'grid-row'}
            role="row"
            aria-rowindex={index + 2}
            aria-selected={selected}
            onClick={() => onSelect(key)}>
            <span role="gridcell" title={row.at}>
                {clock(row.at)}
            </span>
            <span role="gridcell" class="second">
                {row.protocol ?? '–'}
            </span>
            <Traced of={row.method} />
            <span role="gridcell">
                <Status of={row.status} />
            </span>
            <Traced of={row.authority} kind="second sparer" />
            <span role="gridcell" class="mono" title={plain((row.path ?? '').slice(0, 2000))}>
                {row.path === null ? '–' : <Text of={row.path} cut={CELL} />}
            </span>
            <span role="gridcell" class="number">
                {row.durationNanos === null ? (
                    <span class="quiet">{label || '–'}</span>
                ) : (
                    <Duration row={row} label={label} />
                )}
            </span>
            <span role="gridcell" class="number second spare">
                {connName(row.conn)}/{row.req}
            </span>
        </div>
    );
}

function Traced({ of, kind }: { of: string | null; kind?: string }) {
    return (
        <span role="gridcell" class={kind} title={of === null ? undefined : plain(of.slice(0, 2000))}>
            {of === null ? '–' : <Text of={of} cut={CELL} />}
        </span>
    );
}

function Duration({ row, label }: { row: RequestRow; label: string }) {
    const until = row.durationUntil === 'end' ? 'until its end' : 'until the response began; its end was not seen';
    return (
        <span title={label === '' ? until : `${until}; ${label}`}>
            {label !== '' && (
                <span class={label === UNFINISHED ? 'quiet' : 'mark'} role="img" aria-label={label}>
                    {label === UNFINISHED ? '≥ ' : '▲ '}
                </span>
            )}
            {duration(row.durationNanos ?? 0)}
        </span>
    );
}
