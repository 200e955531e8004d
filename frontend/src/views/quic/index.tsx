import { useEffect, useMemo } from 'preact/hooks';
import type { SessionWatch } from '../../api';
import { Note, Problem } from '../../ui/message';
import { useTimeKeys } from '../../ui/timekeys';
import type { QuicRoute } from '../../route';
import { QuicBar } from './bar';
import { Compare, COMPARED } from './compare';
import { Congestion } from './congestion';
import { Dock } from './dock';
import { Look } from './look';
import { Overview } from './overview';
import { PANELS } from './panels';
import { askStreams } from './streams/model';
import './quic.css';

/** A QUIC connection as its engineers look at it; without one, the session's connections together. */
export default function Quic({ watch, route }: { watch: SessionWatch; route: QuicRoute }) {
    useEffect(() => watch.follow(''), [watch]);
    if (route.conn === '')
        return (
            <Note title="No connection is chosen">
                Choose one among the <a href={`/sessions/${encodeURIComponent(route.id)}/connections`}>connections</a>.
            </Note>
        );
    return <Connection key={route.conn} watch={watch} route={route} />;
}

function Connection({ watch, route }: { watch: SessionWatch; route: QuicRoute }) {
    const look = useMemo(() => {
        const made = new Look(route.id, route.conn, route.panel === 'congestion');
        if (route.panel === 'streams') askStreams(made);
        return made;
    }, []);
    const state = watch.session.value?.state;
    const running = state === 'running' || state === 'stopping';
    look.take(route);
    useEffect(() => () => look.close(), [look]);
    useEffect(() => look.live(running), [look, running]);
    useTimeKeys(look.timeline, {
        next: () => look.step(1),
        previous: () => look.step(-1),
        escape: () => {
            look.timeline.area.value = undefined;
            look.moment.value = undefined;
            look.select({ packet: '', stream: '' });
        },
    });
    const error = look.error.value;
    const summary = look.summary.value;
    const compares = route.with !== '' && COMPARED.includes(route.panel);
    const Chosen = compares ? Compare : (PANELS[route.panel] ?? Congestion);
    return (
        <>
            <QuicBar look={look} route={route} running={running} />
            {error !== undefined && <Problem error={error} retry={() => void look.read()} />}
            {summary === undefined && error === undefined && <Note title="Reading the connection …" />}
            {summary !== undefined && (
                <div class="split">
                    <div class="quic-panel">
                        <Chosen look={look} route={route} running={running} />
                        <Overview look={look} />
                    </div>
                    <Dock look={look} route={route} />
                </div>
            )}
        </>
    );
}
