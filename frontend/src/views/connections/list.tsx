import { useEffect, useRef } from 'preact/hooks';
import type { ConnectionRow } from '../../api';
import { plural } from '../../ui/format';
import { Note, Problem } from '../../ui/message';
import type { Pages } from '../../ui/pages';
import { scrollFor, useWindow } from '../../ui/virtual';
import { ConnectionLine } from './line';
import '../../ui/grid.css';
import './connections.css';

const ROW_PIXELS = 28;
const HEAD_PIXELS = 30;

interface ListProps {
    pages: Pages<ConnectionRow>;
    selected: string;
    onSelect: (conn: string) => void;
    onStep: (by: number) => void;
}

/** The connections, newest first; only those in sight are drawn. */
export function ConnectionList({ pages, selected, onSelect, onStep }: ListProps) {
    const scroller = useRef<HTMLDivElement>(null);
    const { rows } = pages;
    const { from, to } = useWindow(scroller, ROW_PIXELS, rows.length, HEAD_PIXELS);
    const at = rows.findIndex((row) => String(row.conn) === selected);
    useEffect(() => {
        if (to >= rows.length - 50) pages.more();
    }, [to, rows.length, pages]);
    useEffect(() => {
        const box = scroller.current;
        if (box !== null && at >= 0)
            box.scrollTop = scrollFor(at, box.scrollTop, box.clientHeight - HEAD_PIXELS, ROW_PIXELS);
    }, [selected]);
    const pressed = (key: KeyboardEvent) => {
        const by = key.key === 'ArrowDown' ? 1 : key.key === 'ArrowUp' ? -1 : 0;
        if (by === 0) return;
        key.preventDefault();
        onStep(by);
    };
    return (
        <div ref={scroller} class="grid-box connections">
            <div
                class="grid"
                role="grid"
                tabIndex={0}
                aria-label="Connections"
                aria-rowcount={rows.length + 1}
                aria-activedescendant={at >= from && at < to ? `c${selected}` : undefined}
                onKeyDown={pressed}>
                <Head />
                <div class="grid-body" role="rowgroup" style={{ height: `${rows.length * ROW_PIXELS}px` }}>
                    <div role="presentation" style={{ transform: `translateY(${from * ROW_PIXELS}px)` }}>
                        {rows.slice(from, to).map((row, i) => (
                            <ConnectionLine
                                key={row.conn}
                                row={row}
                                index={from + i}
                                selected={from + i === at}
                                onSelect={onSelect}
                            />
                        ))}
                    </div>
                </div>
            </div>
            <Foot pages={pages} />
        </div>
    );
}

function Head() {
    return (
        <div class="grid-row grid-head" role="row" aria-rowindex={1}>
            {['Began', 'Protocol', 'Peer', 'Server name', 'ALPN'].map((name) => (
                <span key={name} role="columnheader" class={name === 'ALPN' ? 'spare' : ''}>
                    {name}
                </span>
            ))}
            {['Requests', 'Events', 'Packets', 'Loss', 'RTT', 'Lasted'].map((name) => (
                <span key={name} role="columnheader" class="number">
                    {name}
                </span>
            ))}
            <span role="columnheader" class="spare">
                Identity
            </span>
            <span role="columnheader" class="number spare">
                Conn
            </span>
        </div>
    );
}

function Foot({ pages }: { pages: Pages<ConnectionRow> }) {
    const { phase, error, rows, open } = pages;
    if (phase === 'failed' && error !== undefined)
        return (
            <div class="grid-foot">
                <Problem error={error} retry={pages.again} />
            </div>
        );
    if (phase === 'first')
        return (
            <div class="grid-foot" role="status">
                Reading the connections …
            </div>
        );
    if (rows.length === 0)
        return (
            <Note title="No connection yet">They appear with their first event: an accept, a request or a packet.</Note>
        );
    return <div class="grid-foot">{open ? 'Reading on …' : plural(rows.length, 'connection')}</div>;
}
