import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { SessionWatch } from '../../api';
import { useKeys } from '../../ui/keys';
import { navigate, PANEL_TABS, type RequestsRoute } from '../../route';
import { HelpDialog } from '../../ui/help';
import { intoPanel, RequestList } from './list';
import { Listing } from './listing';
import { Live } from './live';
import { keyOf } from './rows';
import { Search } from '../../ui/search';
import './requests.css';

interface RequestsProps {
    watch: SessionWatch;
    route: RequestsRoute;
    /** The panel of the selected request. */
    panel: (step: (by: number) => void) => ComponentChildren;
}

/** The requests of a session: the search, the live list, and beside it the panel of the one that is selected. */
export function Requests({ watch, route, panel }: RequestsProps) {
    const listing = useMemo(() => new Listing(watch), [watch]);
    const [help, setHelp] = useState(false);
    const running = watch.session.value?.state === 'running';
    const go = (part: Partial<RequestsRoute>, how?: 'replace') => navigate({ ...route, ...part }, how);
    useEffect(() => () => listing.close(), [listing]);
    useEffect(() => listing.ask(route.q, route.order), [listing, route.q, route.order]);
    useEffect(() => {
        if (route.request !== '' && listing.hold.value === '') listing.setHold('reading');
        if (route.request === '' && listing.hold.value === 'reading') listing.rest();
    }, [route.request, listing, route.q, route.order]);
    const opened = useRef(false);
    useEffect(() => {
        // What had the focus in a panel that is closed is gone with it.
        if (opened.current && route.request === '' && document.activeElement === document.body) intoList();
        opened.current = route.request !== '';
    }, [route.request]);
    const step = (by: number) => {
        const at = route.request === '' ? -1 : listing.rows.indexOf(route.request);
        for (let i = at + by; i >= 0 && i < listing.rows.length; i += by) {
            const line = listing.rows.at(i);
            if (line?.kind === 'row') return go({ request: keyOf(line.row) }, 'replace');
        }
    };
    const turn = (by: number) => {
        const tab = PANEL_TABS[(PANEL_TABS.indexOf(route.tab) + by + PANEL_TABS.length) % PANEL_TABS.length];
        if (route.request !== '' && tab !== undefined) go({ tab }, 'replace');
    };
    const arrow = (by: number) => (event: KeyboardEvent) => (elsewhere(event.target) ? false : step(by));
    useKeys({
        j: () => step(1),
        ArrowDown: arrow(1),
        k: () => step(-1),
        ArrowUp: arrow(-1),
        Enter: (event) => (event.target === document.body && route.request !== '' ? intoPanel() : false),
        Escape: () => go({ request: '' }),
        '?': () => setHelp(true),
        '[': () => turn(-1),
        ']': () => turn(1),
        p: () => listing.setHold(listing.hold.value === '' ? 'asked' : ''),
    });
    return (
        <>
            <div class="toolbar">
                <Search
                    session={route.id}
                    query={route.q}
                    error={listing.progress.value.error}
                    onHelp={() => setHelp(true)}
                    onRun={(q) => (q === route.q ? void listing.reload() : go({ q, request: '' }))}
                />
                {route.order === 'newest' && <Live listing={listing} running={running} />}
            </div>
            <div class="split">
                <RequestList
                    listing={listing}
                    order={route.order}
                    selected={route.request}
                    query={route.q}
                    running={running}
                    onSelect={(request) => go({ request }, route.request === '' ? undefined : 'replace')}
                    onOrder={(order) => go({ order })}
                />
                {route.request !== '' && panel(step)}
            </div>
            {help && (
                <HelpDialog
                    onClose={() => setHelp(false)}
                    onTry={(q) => {
                        setHelp(false);
                        go({ q, request: '' });
                    }}
                />
            )}
        </>
    );
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
