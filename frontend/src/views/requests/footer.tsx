import { count, plural } from '../../ui/format';
import { Note, Problem } from '../../ui/message';
import type { Listing } from './listing';

/** The end of the list: what is being read, how far a search has come, why there is nothing, or that this is all. */
export function Footer({ listing, query, running }: { listing: Listing; query: string; running: boolean }) {
    const { phase, error, scanned, next } = listing.progress.value;
    const { length } = listing.rows;
    if (phase === 'failed' && error !== undefined) {
        // A query's own fault is told where it is written.
        if (error.position !== undefined)
            return <Note title="This query cannot be read">Its fault is marked in the search box above.</Note>;
        return (
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
    if (next !== undefined) return <Searching listing={listing} scanned={scanned} />;
    if (length > 0)
        return (
            <div class="grid-foot">
                {listing.rows.thinned
                    ? 'The beginning of the capture'
                    : `${plural(length, 'request')}: the beginning of the capture`}
            </div>
        );
    if (query !== '')
        return (
            <Note title="No request matches">
                {running ? 'New ones that do will appear here. ' : ''}Take a condition away, or look with <code>~</code>{' '}
                for a part of the value.
            </Note>
        );
    if (running)
        return (
            <Note title="No request yet">
                The probes are attached. As soon as the server answers someone, it is shown here.
            </Note>
        );
    return <Note title="This session holds no request">None came while it ran, or its preset captured no HTTP.</Note>;
}

function Searching({ listing, scanned }: { listing: Listing; scanned: number }) {
    const { phase } = listing.progress.value;
    if (scanned === 0)
        return (
            <div class="grid-foot" role="status">
                Reading on …
            </div>
        );
    return (
        <div class="grid-foot" role="status">
            {phase === 'more' ? (
                <>
                    Searched {count(scanned)} requests, searching on …{' '}
                    <button type="button" class="link-button" onClick={() => listing.pauseSearch()}>
                        Stop
                    </button>
                </>
            ) : (
                <>
                    Searched {count(scanned)} requests.{' '}
                    <button type="button" class="link-button" onClick={() => void listing.more()}>
                        Search on
                    </button>
                </>
            )}
        </div>
    );
}
