import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { SessionWatch } from '../../api';
import { help } from '../../ui/help';
import { IconButton } from '../../ui/icon';
import { useCommands } from '../../ui/keys';
import { Later } from '../../ui/later';
import { Menu } from '../../ui/menu';
import { toggled, toggledOut } from '../../ui/narrow';
import { navigate, type RequestsRoute } from '../../route';
import { followed, whole } from './differences/against';
import { FacetsSidebar } from './facets';
import { sidebar, sidebarShown } from './facets/state';
import { useFacets } from './facets/use';
import { intoPanel, RequestList } from './list';
import { Listing } from './listing';
import { Live } from './live';
import { Narrowed } from './narrowed';
import { keyOf } from './rows';
import { SqlDialog } from './sql';
import { Strip } from './strip';
import { stripShown } from './strip/state';
import { useStrip } from './strip/use';
import { Search } from '../../ui/search';
import './requests.css';

const loadDifferences = () => import('./differences');

interface RequestsProps {
    watch: SessionWatch;
    route: RequestsRoute;
    /** The panel of the selected request. */
    panel: (step: (by: number) => void) => ComponentChildren;
}

/** The requests of a session: the search, the live list, and beside it the panel of the one that is selected. */
export function Requests({ watch, route, panel }: RequestsProps) {
    const listing = useMemo(() => new Listing(watch), [watch]);
    const [sql, setSql] = useState(false);
    const running = watch.session.value?.state === 'running';
    const go = (part: Partial<RequestsRoute>, how?: 'replace') => navigate(followed(route, { ...route, ...part }), how);
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
    const facets = useFacets(route, running, sidebarShown());
    const strip = useStrip(route, running, stripShown.value);
    const narrow = (q: string) => go({ q, request: '' });
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
            when: () => route.request !== '',
            run: (event) => (event?.target === document.body ? intoPanel() : false),
            listed: false,
        },
        {
            name: 'Pause or resume the live list',
            keys: ['p'],
            when: () => route.order === 'newest',
            run: () => listing.setHold(listing.hold.value === '' ? 'asked' : ''),
        },
        { name: 'Show or hide the facets', keys: ['f'], run: () => void (sidebar.value = !sidebarShown()) },
        {
            name: 'Show or hide the plots over time',
            keys: ['t'],
            run: () => void (stripShown.value = !stripShown.value),
        },
        { name: 'Show this search as SQL', run: () => setSql(true) },
    ]);
    return (
        <>
            <div class="toolbar">
                <IconButton
                    icon="filter"
                    label={sidebarShown() ? 'Hide the facets' : 'Show the facets'}
                    keys="f"
                    pressed={sidebarShown()}
                    onClick={() => (sidebar.value = !sidebarShown())}
                />
                <Search
                    session={route.id}
                    query={route.q}
                    error={listing.progress.value.error}
                    onHelp={() => void (help.value = 'search')}
                    onRun={(q) => (q === route.q ? void listing.reload() : go({ q, request: '' }))}
                />
                {route.order === 'newest' && <Live listing={listing} running={running} />}
                <IconButton
                    icon="chart"
                    label={stripShown.value ? 'Hide the plots over time' : 'Show the plots over time'}
                    keys="t"
                    pressed={stripShown.value}
                    onClick={() => (stripShown.value = !stripShown.value)}
                />
                <Menu label="More" icon="more" items={[{ name: 'Show as SQL', run: () => setSql(true) }]} />
            </div>
            <Narrowed
                route={route}
                progress={facets.value ?? strip.overview.value}
                present={facets.value === undefined ? strip.overview.present : facets.present}
                go={go}
                onDifferences={() => go({ against: whole(route), request: '' })}
            />
            {stripShown.value && (
                <Strip route={route} now={strip} go={go} onCompare={(against) => go({ against, request: '' })} />
            )}
            <div class="split">
                {sidebarShown() && (
                    <FacetsSidebar
                        route={route}
                        now={facets}
                        onToggle={(condition) => narrow(toggled(route.q, condition))}
                        onExclude={(condition) => narrow(toggledOut(route.q, condition))}
                        onAdd={(field) => go({ facets: [...route.facets, field] }, 'replace')}
                        onDeeper={(field) => go({ facets: [...route.facets, field] }, 'replace')}
                        onRemove={(field) => go({ facets: route.facets.filter((each) => each !== field) }, 'replace')}
                        onGroup={(group) => go({ group })}
                    />
                )}
                <RequestList
                    listing={listing}
                    order={route.order}
                    selected={route.request}
                    query={route.q}
                    running={running}
                    onSelect={(request) => go({ request }, route.request === '' ? undefined : 'replace')}
                    onOrder={(order) => go({ order })}
                />
                {route.request === '' && route.against !== '' && (
                    <Later
                        load={loadDifferences}
                        props={{
                            route,
                            onToggle: (condition: string) => narrow(toggled(route.q, condition)),
                            onClose: () => go({ against: '' }),
                        }}
                    />
                )}
                {route.request !== '' && panel(step)}
            </div>
            {sql && <SqlDialog route={route} onClose={() => setSql(false)} />}
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
