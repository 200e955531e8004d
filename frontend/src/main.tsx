import './ui/tokens.css';
import './ui/base.css';
import './ui/controls.css';
import { render } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { ComponentType } from 'preact';
import { guest, linkEnded, loadViewer, SessionWatch } from './api';
import {
    type ConnectionsRoute,
    type ProbesRoute,
    type QuicRoute,
    type RequestsRoute,
    route,
    startRouting,
    statisticsOf,
    type StatisticsRoute,
    type TimelineRoute,
} from './route';
import { startKeys } from './ui/keys';
import { Note } from './ui/message';
import { DeadLink, LinkEnded, OnlyTheView } from './ui/share/guest';
import { Later as Part } from './ui/later';
import { Shell } from './ui/shell';
import { Attach } from './views/attach';
import { Connections } from './views/connections';
import { Everywhere } from './views/everywhere';
import { Home } from './views/home';
import { RequestPanel } from './views/request';
import { Requests } from './views/requests';
import { askFirstPage } from './views/requests/question';
import { SessionFrame } from './views/session';
import { Statistics } from './views/statistics';

/** Which view a URL shows: the one place that knows them all. */
function View() {
    const now = route.value;
    if (linkEnded.value !== undefined) return <LinkEnded />;
    if (guest.value && !('id' in now)) return <OnlyTheView />;
    switch (now.view) {
        case 'links':
            return <Part load={() => import('./views/links')} props={{}} />;
        case 'pick':
            return <Later key="pick" load={loadPick} of={{ route: now }} />;
        case 'sql':
            return <Later key="sql" load={loadSql} of={{ route: now }} />;
        case 'schema':
            return <Part key="schema" load={() => import('./views/sql/schema')} props={{}} />;
        case 'home':
            return <Home />;
        case 'attach':
            return <Attach key={now.pid} pid={now.pid} />;
        case 'requests':
        case 'connections':
        case 'quic':
        case 'statistics':
        case 'probes':
        case 'timeline':
            return <SessionView key={now.id} now={now} />;
        case 'unknown':
            if (now.path.startsWith('/l/')) return <DeadLink path={now.path} />;
            return (
                <main class="page">
                    <h1 class="unseen">Nothing here</h1>
                    <Note title="There is no such page">
                        This address leads nowhere. <a href="/">Targets and sessions</a> are on the first page.
                    </Note>
                </main>
            );
    }
}

type OfSession = RequestsRoute | ConnectionsRoute | QuicRoute | StatisticsRoute | ProbesRoute | TimelineRoute;

function SessionView({ now }: { now: OfSession }) {
    const watch = useMemo(() => new SessionWatch(now.id), [now.id]);
    useEffect(() => () => watch.close(), [watch]);
    const running = watch.session.value?.state === 'running';
    return (
        <SessionFrame watch={watch} tab={now.view}>
            {now.view === 'statistics' ? (
                <Statistics watch={watch} route={now} />
            ) : now.view === 'quic' && now.conn === '' ? (
                <Statistics watch={watch} route={statisticsOf(now.id)} />
            ) : now.view === 'quic' ? (
                <Later key="quic" load={loadQuic} of={{ watch, route: now }} />
            ) : now.view === 'probes' ? (
                <Later key="probes" load={loadProbes} of={{ watch, route: now }} />
            ) : now.view === 'timeline' ? (
                <Later
                    key="timeline"
                    load={loadTimeline}
                    of={{
                        watch,
                        route: now,
                        panel: (step) => <RequestPanel route={now} running={running} step={step} />,
                    }}
                />
            ) : now.view === 'connections' ? (
                <Connections
                    watch={watch}
                    route={now}
                    panel={(request, step) => <RequestPanel route={request} running={running} step={step} />}
                />
            ) : (
                <Requests
                    watch={watch}
                    route={now}
                    panel={(step) => <RequestPanel route={now} running={running} step={step} />}
                />
            )}
        </SessionFrame>
    );
}

const loadSql = () => import('./views/sql');
const loadQuic = () => import('./views/quic');
const loadPick = () => import('./views/pick');
const loadProbes = () => import('./views/probes');
const loadTimeline = () => import('./views/timeline');

interface LaterProps<P> {
    load: () => Promise<{ default: ComponentType<P> }>;
    of: P;
}

/** What draws much comes when it is first opened: the first page is not to wait for it. */
function Later<P extends object>({ load, of }: LaterProps<P>) {
    const [Loaded, setLoaded] = useState<ComponentType<P>>();
    const [failed, setFailed] = useState(false);
    useEffect(() => {
        load().then(
            (module) => setLoaded(() => module.default),
            () => setFailed(true),
        );
    }, [load]);
    if (Loaded !== undefined) return <Loaded {...of} />;
    if (!failed) return <Note title="Opening …" />;
    return (
        <Note title="This part of the page could not be loaded">See whether Hydroscope still runs, then reload.</Note>
    );
}

startRouting();
startKeys();
void loadViewer();
// An address that leads there need not wait for the session to be opened first.
if (route.value.view === 'requests' && route.value.group === '') askFirstPage(route.value);
if (route.value.view === 'quic') void loadQuic().catch(() => undefined);
if (route.value.view === 'timeline') void loadTimeline().catch(() => undefined);
const root = document.getElementById('app');
if (root !== null)
    render(
        <Shell>
            <View />
            <Everywhere />
        </Shell>,
        root,
    );
