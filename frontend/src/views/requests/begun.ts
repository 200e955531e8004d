import { useEffect, useState } from 'preact/hooks';
import type { Listing } from './listing';

/** A list that takes long to find its first rows keeps the counts waiting no longer than this. */
const PATIENCE_MILLIS = 700;

/** Whether the first rows are there: what counts all requests is asked only then, lest the rows wait for it. */
export function useBegun(listing: Listing): boolean {
    const [begun, setBegun] = useState(false);
    const first = listing.progress.value.phase === 'first';
    useEffect(() => {
        if (begun) return undefined;
        const timer = setTimeout(() => setBegun(true), first ? PATIENCE_MILLIS : 0);
        return () => clearTimeout(timer);
    }, [begun, first]);
    return begun;
}
