import type { ConnectionRow } from '../../api';
import { between, clock, count, duration, connName, percent } from '../../ui/format';
import { Text } from '../../ui/text';

interface LineProps {
    row: ConnectionRow;
    index: number;
    selected: boolean;
    onSelect: (conn: string) => void;
}

/** One connection as a row of the grid. */
export function ConnectionLine({ row, index, selected, onSelect }: LineProps) {
    return (
        <div
            id={`c${row.conn}`}
            class={selected ? 'grid-row selected' : 'grid-row'}
            role="row"
            aria-rowindex={index + 2}
            aria-selected={selected}
            onClick={() => onSelect(String(row.conn))}>
            <span role="gridcell" title={row.beforeCapture ? 'began before the capture' : row.at}>
                {row.beforeCapture && '< '}
                {clock(row.at)}
            </span>
            <span role="gridcell">{row.protocol ?? '–'}</span>
            <Maybe of={row.peer} />
            <Maybe of={row.sni} />
            <Maybe of={row.alpn} kind="second spare" />
            <span role="gridcell" class="number">
                {count(row.requests)}
            </span>
            <span role="gridcell" class="number">
                {count(row.events)}
            </span>
            <Figure of={row.packets} show={count} />
            <Figure of={row.loss} show={percent} />
            <Figure of={row.rttNanos} show={duration} />
            <span role="gridcell" class="number">
                {row.endedAt === null ? (
                    <span class="quiet" title="no end seen">
                        –
                    </span>
                ) : (
                    duration(between(row.at, row.endedAt) * 1e6)
                )}
            </span>
            <span role="gridcell" class="second spare">
                {row.identity}
            </span>
            <span role="gridcell" class="number second spare">
                {connName(row.conn)}
            </span>
        </div>
    );
}

/** Of QUIC: a dash where the connection is none, or nobody told it. */
function Figure({ of, show }: { of: number | null | undefined; show: (of: number) => string }) {
    return (
        <span role="gridcell" class="number">
            {of == null ? <span class="quiet">–</span> : show(of)}
        </span>
    );
}

function Maybe({ of, kind = 'second' }: { of: string | null; kind?: string }) {
    return (
        <span role="gridcell" class={kind}>
            {of === null ? '–' : <Text of={of} cut={200} />}
        </span>
    );
}
