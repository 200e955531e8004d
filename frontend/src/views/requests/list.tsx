import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { RequestRow } from '../../api';
import { count } from '../../ui/format';
import { Problem } from '../../ui/message';
import { type Entry, ROW_PIXELS, Table } from '../../ui/table';
import type { RequestsRoute } from '../../route';
import { Actions } from './actions';
import { columnsOf } from './columns';
import { Footer } from './footer';
import type { Listing } from './listing';
import { useNoted } from './noted';
import { keyOf } from './rows';

interface ListProps {
    listing: Listing;
    route: RequestsRoute;
    running: boolean;
    /** Of a source without times. */
    timeless: boolean;
    go: (part: Partial<RequestsRoute>, how?: 'replace') => void;
}

/** The requests of a session as rows, however many: those that came last above, those in sight read. */
export function RequestList({ listing, route, running, timeless, go }: ListProps) {
    const scroller = useRef<HTMLDivElement>(null);
    const { rows } = listing;
    void listing.version.value;
    const { order, request: selected } = route;
    const addedNames = route.columns.join(',');
    const noted = useNoted(route.id, selected);
    const columns = useMemo(
        () => columnsOf(route.columns, order, (next) => go({ order: next }), timeless, noted),
        [addedNames, order, go, timeless, noted],
    );
    listing.selected = selected;
    const scrolled = (box: HTMLElement) => {
        listing.scrolled = box.scrollTop > ROW_PIXELS;
        if (order !== 'newest') return;
        if (listing.scrolled && listing.hold.value === '') listing.setHold('scrolled');
        if (!listing.scrolled && listing.hold.value === 'scrolled') listing.setHold('');
    };
    const following = listing.hold.value === '' && order === 'newest';
    const toTop = () => void scroller.current?.scrollTo(0, 0);
    useEffect(() => void (following && toTop()), [following]);
    // Another list begins at its begin.
    useEffect(toTop, [order, route.q, route.from, route.to]);
    const { phase, error } = listing.progress.value;
    const busy = phase === 'first';
    const actions = new Actions(route, go);
    return (
        <div class="request-list">
            <Table
                name="requests"
                label="Requests"
                kind="requests"
                columns={columns}
                rows={rows.length}
                open={rows.deep.open}
                busy={busy}
                scroller={scroller}
                at={(index) => entryAt(listing, index)}
                keyOf={keyOf}
                look={(row) => lookOf(row, listing.fresh.has(keyOf(row)))}
                selected={selected === '' ? -1 : rows.indexOf(selected)}
                onSelect={(index, by) =>
                    listing.reach.to(index, by, (key) =>
                        go({ request: key }, route.request === '' ? undefined : 'replace'),
                    )
                }
                onOpen={intoPanel}
                onSight={(from, to) => listing.see(from, to)}
                onScroll={scrolled}
                menu={(row, column) => actions.ofCell(row, column)}
                headMenu={(column) => actions.ofColumn(column)}
                movable={(column) => route.columns.includes(column)}
                onMove={(column, to) => actions.move(column, to)}>
                <Footer listing={listing} query={route.q} running={running} />
            </Table>
            {phase === 'failed' && error !== undefined && error.position === undefined && rows.length > 0 && (
                <div class="list-failure">
                    <Problem error={error} retry={() => listing.searchOn()} />
                </div>
            )}
        </div>
    );
}

export function intoPanel(): void {
    document.querySelector<HTMLElement>('.panel [role="tab"][aria-selected="true"]')?.focus();
}

function lookOf({ highlighted }: RequestRow, fresh: boolean) {
    const kinds = [highlighted && 'highlighted', fresh && 'fresh'].filter(Boolean);
    return { kind: kinds.join(' '), said: highlighted ? 'highlighted' : '' };
}

function entryAt(listing: Listing, index: number): Entry<RequestRow> {
    const line = listing.rows.at(index);
    if (line.kind === 'row') return { row: line.row };
    if (line.kind === 'waiting') return {};
    return {
        // Said where the live stream was thinner than what came.
        words: (
            <>
                {count(line.skipped)} more came than a live list can show.{' '}
                <button type="button" class="link-button" onClick={() => void listing.reload()}>
                    Read them
                </button>
            </>
        ),
    };
}
