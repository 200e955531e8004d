import { count, plural } from '../../ui/format';
import { Note, Problem } from '../../ui/message';
import type { Order } from '../../route';
import type { Listing } from './listing';

const ENDS: Record<Order, string> = {
    newest: 'the beginning of the capture',
    oldest: 'the end of the capture',
    duration: 'the fastest are above',
    fastest: 'the slowest are above',
};

/** The end of the list: what is being read, how far a search has come, why there is nothing, or that this is all. */
export function Footer({ listing, query, running }: { listing: Listing; query: string; running: boolean }) {
    const { phase, error, scanned } = listing.progress.value;
    // Rows that come live change nothing else of what is told here.
    void listing.version.value;
    const { rows } = listing;
    const { length } = rows;
    if (phase === 'failed' && error !== undefined) {
        // A query's own fault is told where it is written.
        if (error.position !== undefined)
            return <Note title="This query cannot be read">Its fault is marked in the box it is written in.</Note>;
        return length > 0 ? null : (
            <div class="grid-foot">
                <Problem error={error} retry={() => void listing.reload()} />
            </div>
        );
    }
    if (phase === 'first')
        return length === 0 ? (
            <div class="grid-foot" role="status">
                Reading the requests …
            </div>
        ) : null;
    if (scanned > 0 || listing.paused) return <Searching listing={listing} scanned={scanned} />;
    if (rows.deep.open || (length === 0 && phase === 'more'))
        return (
            <div class="grid-foot" role="status">
                Reading on …
            </div>
        );
    const { q, from, to, order } = listing.asked;
    const end = from === '' && to === '' ? ENDS[order] : 'all of this time';
    if (length > 0)
        return (
            <div class="grid-foot">
                {rows.thinned
                    ? `${end.charAt(0).toUpperCase()}${end.slice(1)}`
                    : `${plural(length, 'request')}: ${end}`}
            </div>
        );
    return <Nothing query={q || query} narrowed={from !== '' || to !== ''} running={running} />;
}

function Nothing({ query, narrowed, running }: { query: string; narrowed: boolean; running: boolean }) {
    if (query !== '' || narrowed)
        return (
            <Note title="No request matches">
                {running ? 'New ones that do will appear here. ' : ''}
                {narrowed ? 'Take a condition away, or widen the time.' : <Hint />}
            </Note>
        );
    if (running)
        return (
            <Note title="No request yet">
                As soon as a traced H2O answers someone, it is shown here. What other programs’ probes tell is under
                Probes.
            </Note>
        );
    return <Note title="This session holds no request">None came while it ran, or its preset captured no HTTP.</Note>;
}

const Hint = () => (
    <>
        Take a condition away, or look with <code>~</code> for a part of the value.
    </>
);

function Searching({ listing, scanned }: { listing: Listing; scanned: number }) {
    const searched = scanned === 0 ? 'Stopped' : `Searched ${count(scanned)} requests`;
    return (
        <div class="grid-foot" role="status">
            {listing.paused ? (
                <>
                    {searched}.{' '}
                    <button type="button" class="link-button" onClick={() => listing.searchOn()}>
                        Search on
                    </button>
                </>
            ) : (
                <>
                    {searched}, searching on …{' '}
                    <button type="button" class="link-button" onClick={() => listing.pauseSearch()}>
                        Stop
                    </button>
                </>
            )}
        </div>
    );
}
