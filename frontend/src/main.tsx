import './ui/tokens.css';
import './ui/base.css';
import './ui/controls.css';
import { render } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { SessionWatch } from './api';
import { type ConnectionsRoute, type RequestsRoute, route, startRouting } from './route';
import { Note } from './ui/message';
import { Shell } from './ui/shell';
import { Attach } from './views/attach';
import { Connections } from './views/connections';
import { Home } from './views/home';
import { RequestPanel } from './views/request';
import { Requests } from './views/requests';
import { SessionFrame } from './views/session';

/** Which view a URL shows: the one place that knows them all. */
function View() {
    const now = route.value;
    switch (now.view) {
        case 'home':
            return <Home />;
        case 'attach':
            return <Attach key={now.pid} pid={now.pid} />;
        case 'requests':
        case 'connections':
            return <SessionView key={now.id} now={now} />;
        case 'unknown':
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

function SessionView({ now }: { now: RequestsRoute | ConnectionsRoute }) {
    const watch = useMemo(() => new SessionWatch(now.id), [now.id]);
    useEffect(() => () => watch.close(), [watch]);
    const running = watch.session.value?.state === 'running';
    return (
        <SessionFrame watch={watch} tab={now.view}>
            {now.view === 'connections' ? (
                <Connections watch={watch} route={now} />
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

startRouting();
const root = document.getElementById('app');
if (root !== null)
    render(
        <Shell>
            <View />
        </Shell>,
        root,
    );
