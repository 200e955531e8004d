import type { ComponentChildren } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import type { SessionWatch } from '../../api';
import { Minimap } from '../../ui/minimap';
import { Note, Problem } from '../../ui/message';
import type { TimelineRoute } from '../../route';
import { TimelineBar } from './bar';
import { Diagram } from './diagram';
import { EDGE_PIXELS, GUTTER_PIXELS } from './geometry';
import { useTimelineKeys } from './keys';
import { Look } from './look';
import { paintWhole } from './paintwhole';
import { AreaPanel } from './side/area';
import { Table } from './side/table';
import { stepTo } from './step';
import { View } from './view';
import './timeline.css';

interface TimelineProps {
    watch: SessionWatch;
    route: TimelineRoute;
    /** The panel of the selected request. */
    panel: (step: (by: number) => void) => ComponentChildren;
}

/** A session, or one connection of it, over time. */
export default function Timeline(props: TimelineProps) {
    const { watch, route } = props;
    useEffect(() => watch.follow(''), [watch]);
    // Another question is another look: what was read for one says nothing of the other.
    return <Asked key={`${route.id} ${route.by} ${route.q}`} {...props} />;
}

function Asked({ watch, route, panel }: TimelineProps) {
    const look = useMemo(() => new Look(route), []);
    const view = useMemo(() => new View(look), []);
    const state = watch.session.value?.state;
    const running = state === 'running' || state === 'stopping';
    look.take(route);
    useEffect(
        () => () => {
            look.close();
            view.close();
        },
        [look],
    );
    useEffect(() => look.live(running), [look, running]);
    const known = look.whole.value !== undefined;
    useEffect(() => {
        if (!known) return;
        void view.notes.read();
        void view.life.read(running);
    }, [known, running]);
    const step = (by: number) => void stepTo(look, by > 0 ? 1 : -1);
    useTimelineKeys(look, view, running, step);
    const error = look.error.value ?? look.tracks.error.value ?? look.lanes.error.value;
    const area = look.timeline.area.value;
    const settled = look.route.value.area;
    return (
        <>
            <TimelineBar look={look} view={view} running={running} />
            {error !== undefined && error.position === undefined && (
                <Problem
                    error={error}
                    retry={() => {
                        void look.read();
                        look.tracks.again();
                        look.lanes.again();
                    }}
                />
            )}
            <div class="split">
                <div class="timeline">
                    <div class="split">
                        <Diagram look={look} view={view} />
                        {route.table && known && <Table look={look} view={view} />}
                    </div>
                    <Minimap
                        timeline={look.timeline}
                        label="All of the session: requests by status. Drag the window to move what is shown."
                        before={GUTTER_PIXELS + EDGE_PIXELS}
                        after={EDGE_PIXELS}
                        paint={(surface, scale) => paintWhole(surface, scale, look.whole.value)}
                    />
                </div>
                {route.request !== '' ? (
                    panel(step)
                ) : area !== undefined && settled !== undefined ? (
                    <AreaPanel look={look} area={area} range={settled} />
                ) : null}
            </div>
            {known && look.whole.value?.totals.requests === 0 && <Nothing q={route.q} running={running} />}
        </>
    );
}

function Nothing({ q, running }: { q: string; running: boolean }) {
    return (
        <Note title={q === '' ? 'No request yet' : 'No request matches'}>
            {running ? 'What comes is drawn as it comes.' : q === '' ? 'None was captured.' : 'Ask for less.'}
        </Note>
    );
}
