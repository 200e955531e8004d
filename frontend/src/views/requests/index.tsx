import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { guest, type SessionWatch } from '../../api';
import { help } from '../../ui/help';
import { IconButton } from '../../ui/icon';
import { useCommands } from '../../ui/keys';
import { Later } from '../../ui/later';
import { Menu } from '../../ui/menu';
import { toggled, toggledOut } from '../../ui/narrow';
import { navigate, type RequestsRoute } from '../../route';
import { followed, whole } from './differences/against';
import { useBegun } from './begun';
import { FacetsSidebar } from './facets';
import { sidebar, sidebarShown } from './facets/state';
import { useFacets } from './facets/use';
import { Highlight } from './highlight';
import { RequestList } from './list';
import { ColumnPicker } from './picker';
import { Live } from './live';
import { Narrowed } from './narrowed';
import { SqlDialog } from './sql';
import { Strip } from './strip';
import { stripShown } from './strip/state';
import { useStrip } from './strip/use';
import { useListing } from './use';
import { Search } from '../../ui/search';
import './requests.css';

const loadGroups = () => import('./groups');
const loadDifferences = () => import('./differences');

interface RequestsProps {
    watch: SessionWatch;
    route: RequestsRoute;
    /** The panel of the selected request. */
    panel: (step: (by: number) => void) => ComponentChildren;
}

/** The requests of a session: the search, the live list, and beside it the panel of the one that is selected. */
export function Requests({ watch, route, panel }: RequestsProps) {
    const [sql, setSql] = useState(false);
    const [marking, setMarking] = useState(false);
    const [picking, setPicking] = useState(false);
    const running = watch.session.value?.state === 'running';
    const go = (part: Partial<RequestsRoute>, how?: 'replace') => navigate(followed(route, { ...route, ...part }), how);
    const { listing, step } = useListing(watch, route, go);
    const begun = useBegun(listing);
    const facets = useFacets(route, running, sidebarShown(), begun);
    const strip = useStrip(route, running, stripShown.value && begun);
    const counted = facets.value ?? strip.overview.value;
    const known = (facets.value === undefined ? strip.overview.present : facets.present) && counted?.complete === true;
    useEffect(() => {
        if (known && !running) listing.counted(counted?.matched ?? 0);
    }, [known, counted?.matched, listing.progress.value.phase]);
    const narrow = (q: string) => go({ q, request: '' });
    useCommands('Requests', [
        { name: 'Show or hide the facets', keys: ['f'], run: () => void (sidebar.value = !sidebarShown()) },
        {
            name: 'Show or hide the plots over time',
            keys: ['t'],
            run: () => void (stripShown.value = !stripShown.value),
        },
        { name: 'Choose columns', keys: ['C'], run: () => setPicking(true) },
        { name: 'Show this search as SQL', when: () => !guest.value, run: () => setSql(true) },
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
                <Highlight route={route} listing={listing} open={marking} onOpen={setMarking} go={go} />
                {route.order === 'newest' && <Live listing={listing} running={running} />}
                <IconButton
                    icon="chart"
                    label={stripShown.value ? 'Hide the plots over time' : 'Show the plots over time'}
                    keys="t"
                    pressed={stripShown.value}
                    onClick={() => (stripShown.value = !stripShown.value)}
                />
                <Menu
                    label="More"
                    icon="more"
                    items={[
                        { name: 'Highlight …', keys: '*', run: () => setMarking(true) },
                        { name: 'Columns …', keys: 'C', run: () => setPicking(true) },
                        ...(guest.value ? [] : [{ name: 'Show as SQL', run: () => setSql(true) }]),
                    ]}
                />
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
                {route.group === '' ? (
                    <RequestList
                        listing={listing}
                        route={route}
                        running={running}
                        timeless={watch.session.value?.clock === 'none'}
                        go={go}
                    />
                ) : (
                    <Later
                        load={loadGroups}
                        props={{ route, running, onOrder: (sort: RequestsRoute['sort']) => go({ sort }, 'replace') }}
                    />
                )}
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
            {picking && (
                <ColumnPicker
                    session={route.id}
                    columns={route.columns}
                    onColumns={(columns) => go({ columns }, 'replace')}
                    onClose={() => setPicking(false)}
                />
            )}
            {sql && <SqlDialog route={route} onClose={() => setSql(false)} />}
        </>
    );
}
