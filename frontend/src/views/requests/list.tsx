import { useEffect, useRef } from 'preact/hooks';
import { count } from '../../ui/format';
import { scrollFor, useWindow } from '../../ui/virtual';
import type { Order } from '../../route';
import { Footer } from './footer';
import { ListHead } from './head';
import type { Listing } from './listing';
import { RequestLine, ROW_PIXELS } from './line';
import { keyOf } from './rows';
import '../../ui/grid.css';

interface ListProps {
    listing: Listing;
    order: Order;
    /** `CONN/REQ` of the selected request. */
    selected: string;
    query: string;
    running: boolean;
    onSelect: (key: string) => void;
    onOrder: (order: Order) => void;
}

const HEAD_PIXELS = 30;
const READ_AHEAD_ROWS = 60;

/** The virtual list of requests: a grid of one height a row, of which only those in sight are drawn. */
export function RequestList({ listing, order, selected, query, running, onSelect, onOrder }: ListProps) {
    const scroller = useRef<HTMLDivElement>(null);
    const { rows } = listing;
    void listing.version.value;
    const { from, to } = useWindow(scroller, ROW_PIXELS, rows.length, HEAD_PIXELS);
    useEffect(() => {
        if (to >= rows.length - READ_AHEAD_ROWS) void listing.more();
    }, [to, rows.length, listing]);
    useEffect(() => reveal(scroller.current, rows.indexOf(selected)), [selected]);
    const scrolled = () => {
        listing.scrolled = (scroller.current?.scrollTop ?? 0) > ROW_PIXELS;
        if (order !== 'newest') return;
        if (listing.scrolled && listing.hold.value === '') listing.setHold('scrolled');
        if (!listing.scrolled && listing.hold.value === 'scrolled') listing.setHold('');
    };
    const following = listing.hold.value === '';
    useEffect(() => {
        if (following && order === 'newest' && scroller.current !== null) scroller.current.scrollTop = 0;
    }, [following, order, query]);
    const lines = [];
    for (let i = from; i < to; i++) {
        const line = rows.at(i);
        if (line?.kind === 'row') {
            const key = keyOf(line.row);
            lines.push(
                <RequestLine key={key} row={line.row} index={i} selected={key === selected} onSelect={onSelect} />,
            );
        } else if (line !== undefined) {
            lines.push(
                <GapLine
                    key={`gap ${rows.length - i}`}
                    index={i}
                    skipped={line.skipped}
                    onRead={() => void listing.reload()}
                />,
            );
        }
    }
    const at = selected === '' ? -1 : rows.indexOf(selected);
    const drawn = at >= from && at < to;
    const busy = listing.progress.value.phase === 'first';
    return (
        <div ref={scroller} class="grid-box requests" onScroll={scrolled}>
            <div
                class="grid"
                role="grid"
                tabIndex={0}
                aria-label="Requests"
                aria-rowcount={rows.length + 1}
                aria-busy={busy}
                aria-activedescendant={drawn ? `r${selected}` : undefined}
                onKeyDown={(key) => {
                    if (key.key === 'Enter' && key.target === key.currentTarget) intoPanel();
                }}>
                <ListHead order={order} onOrder={onOrder} />
                <div
                    class={busy ? 'grid-body busy' : 'grid-body'}
                    role="rowgroup"
                    style={{ height: `${rows.length * ROW_PIXELS}px` }}>
                    <div role="presentation" style={{ transform: `translateY(${from * ROW_PIXELS}px)` }}>
                        {lines}
                    </div>
                </div>
            </div>
            <Footer listing={listing} query={query} running={running} />
        </div>
    );
}

export function intoPanel(): void {
    document.querySelector<HTMLElement>('.panel [role="tab"][aria-selected="true"]')?.focus();
}

function reveal(box: HTMLDivElement | null, index: number): void {
    if (box === null || index < 0) return;
    box.scrollTop = scrollFor(index, box.scrollTop, box.clientHeight - HEAD_PIXELS, ROW_PIXELS);
}

/** Said where the live stream was thinner than what came. */
function GapLine({ index, skipped, onRead }: { index: number; skipped: number; onRead: () => void }) {
    return (
        <div class="grid-row grid-gap" role="row" aria-rowindex={index + 2}>
            <span role="gridcell">
                {count(skipped)} more came than a live list can show.{' '}
                <button type="button" class="link-button" onClick={onRead}>
                    Read them
                </button>
            </span>
        </div>
    );
}
