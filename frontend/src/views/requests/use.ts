import { useEffect, useMemo, useRef } from 'preact/hooks';
import { dropAhead, type SessionWatch } from '../../api';
import { useCommands } from '../../ui/keys';
import type { RequestsRoute } from '../../route';
import { intoPanel } from './list';
import { Listing } from './listing';

interface Using {
    listing: Listing;
    /** To the next request or the one before, from the panel too. */
    step: (by: number) => void;
}

/** The list of a session's requests, asked what the address says, with its keys. */
export function useListing(
    watch: SessionWatch,
    route: RequestsRoute,
    go: (part: Partial<RequestsRoute>, how?: 'replace') => void,
): Using {
    const listing = useMemo(() => new Listing(watch), [watch]);
    const { q, order, from, to, highlight, columns, request } = route;
    useEffect(() => () => listing.close(), [listing]);
    // What a running session has added since is told only from now on.
    useEffect(() => void (watch.session.value?.endedAt === null && dropAhead()), [watch]);
    useEffect(
        () => listing.ask({ q, order, from, to, highlight, columns }),
        [listing, q, order, from, to, highlight, columns.join(',')],
    );
    useEffect(() => {
        if (request !== '' && listing.hold.value === '') listing.setHold('reading');
        if (request === '' && listing.hold.value === 'reading') listing.release();
    }, [request, listing, q, order]);
    const opened = useRef(false);
    useEffect(() => {
        // What had the focus in a panel that is closed is gone with it.
        if (opened.current && request === '' && document.activeElement === document.body) intoList();
        opened.current = request !== '';
    }, [request]);
    const step = (by: number) => listing.reach.from(request, by, (key) => go({ request: key }, 'replace'));
    const arrow = (by: number) => (event?: KeyboardEvent) => {
        if (event?.key.startsWith('Arrow') && elsewhere(event.target)) return false;
        step(by);
        return undefined;
    };
    useCommands('Requests', [
        { name: 'Next request', keys: ['j', 'ArrowDown'], run: arrow(1), listed: false },
        { name: 'Previous request', keys: ['k', 'ArrowUp'], run: arrow(-1), listed: false },
        {
            name: 'From the list into the panel',
            keys: ['Enter'],
            when: () => request !== '',
            run: (event) => (event?.target === document.body ? intoPanel() : false),
            listed: false,
        },
        {
            name: 'Pause or resume the live list',
            keys: ['p'],
            when: () => order === 'newest',
            run: () => listing.setHold(listing.hold.value === '' ? 'asked' : ''),
        },
    ]);
    return { listing, step };
}

function intoList(): void {
    document.querySelector<HTMLElement>('.requests > [role="grid"]')?.focus();
}

/** In the panel the arrows scroll what one reads there. */
function elsewhere(target: EventTarget | null): boolean {
    return (
        target instanceof Element && target.closest('[role="grid"], body') === document.body && target !== document.body
    );
}
