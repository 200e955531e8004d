import { useEffect, useState } from 'preact/hooks';
import { guest, request, type RequestDetail } from '../../api';
import { PANEL } from '../../ui/commands';
import { IconButton } from '../../ui/icon';
import { useCommands } from '../../ui/keys';
import { useLoad } from '../../ui/load';
import { Note, Problem } from '../../ui/message';
import { Panel } from '../../ui/panel';
import { Tabs } from '../../ui/tabs';
import { navigate, PANEL_TABS, type PanelTab } from '../../route';
import { Compare } from './compare';
import { BaseBar } from './compare/bar';
import { baseIn, mark } from './compare/base';
import { ConnectionTab } from './connection';
import { CopyMenu } from './copy';
import { EventsTab } from './events';
import { onlyThese } from './fields';
import { Headers } from './headers';
import { NotesOfRequest, useNotes } from './notes';
import { choose, type PanelRoute } from './route';
import { Timing } from './timing';
import { Title } from './title';
import './request.css';

const AGAIN_MILLIS = 1000;
const NAMES: Record<PanelTab, string> = {
    headers: 'Headers',
    timing: 'Timing',
    connection: 'Connection',
    events: 'Events',
};

interface RequestPanelProps {
    route: PanelRoute;
    running: boolean;
    /** To the next or the previous of what is listed beside the panel. */
    step: (by: number) => void;
}

/** One request beside whatever shows requests: everything that was captured of it. */
export function RequestPanel({ route, running, step }: RequestPanelProps) {
    const [conn = 0, req = 0] = route.request.split('/').map(Number);
    const [growing, setGrowing] = useState(true);
    const loaded = useLoad(
        (signal) => request(route.id, conn, req, signal),
        [route.id, conn, req],
        running && growing ? AGAIN_MILLIS : 0,
    );
    const found = loaded.value;
    const detail = found?.conn === conn && found.req === req ? found : undefined;
    useEffect(() => setGrowing(detail?.finished !== true), [detail]);
    const notes = useNotes(route.id, conn, req);
    const close = () => choose(route, { request: '', compare: '' });
    const turn = (by: number) => {
        const tab = PANEL_TABS[(PANEL_TABS.indexOf(route.tab) + by + PANEL_TABS.length) % PANEL_TABS.length];
        if (tab !== undefined) choose(route, { tab }, 'replace');
    };
    const compare = () => mark(route, detail);
    const compares = route.compare !== '';
    useCommands(
        'Request',
        [
            {
                name: 'Previous part of the request',
                keys: ['['],
                when: () => !compares,
                run: () => turn(-1),
                listed: false,
            },
            { name: 'Next part of the request', keys: [']'], when: () => !compares, run: () => turn(1), listed: false },
            { name: compareName(route), keys: ['c'], run: () => compare() },
            { name: 'Close the request', keys: ['Escape'], run: close },
        ],
        { layer: PANEL },
    );
    return (
        <Panel
            label="Request"
            onClose={close}
            title={
                detail ? <Title of={detail} session={route.id} /> : <span class="quiet">Request {route.request}</span>
            }
            actions={
                <>
                    <IconButton icon="up" label="Previous request" keys="k" onClick={() => step(-1)} />
                    <IconButton icon="down" label="Next request" keys="j" onClick={() => step(1)} />
                    <IconButton
                        icon="compare"
                        label={compareName(route)}
                        keys="c"
                        pressed={compares || baseIn(route.id)?.key === route.request}
                        onClick={() => compare()}
                    />
                    {!guest.value && (
                        <IconButton
                            icon="note"
                            label="Write a note"
                            keys="m"
                            onClick={() => notes.setWriting(!notes.writing)}
                        />
                    )}
                    <CopyMenu detail={detail} session={route.id} />
                </>
            }>
            <NotesOfRequest session={route.id} conn={conn} req={req} of={notes} />
            <BaseBar route={route} />
            {compares && detail !== undefined ? (
                <Compare route={route} detail={detail} />
            ) : (
                <Tabs
                    label="Parts of the request"
                    chosen={route.tab}
                    names={PANEL_TABS.map((tab) => [tab, NAMES[tab]] as const)}
                    onChoose={(tab) => choose(route, { tab }, 'replace')}>
                    {detail !== undefined && <Body detail={detail} route={route} running={running} />}
                    {detail === undefined && loaded.error !== undefined && (
                        <div class="panel-pad">
                            <Problem error={loaded.error} retry={loaded.again} />
                        </div>
                    )}
                    {detail === undefined && loaded.error === undefined && <Note title="Reading the request …" />}
                </Tabs>
            )}
        </Panel>
    );
}

function compareName(route: PanelRoute): string {
    const marked = baseIn(route.id);
    if (route.compare !== '') return 'End the comparison';
    if (marked === undefined) return 'Mark it as the base of a comparison';
    return route.request === marked.key ? 'Let go of the base' : 'Compare it with the base';
}

function Body({ detail, route, running }: { detail: RequestDetail; route: PanelRoute; running: boolean }) {
    const find = (condition: string) => navigate(onlyThese(route, condition));
    switch (route.tab) {
        case 'headers':
            return <Headers detail={detail} route={route} />;
        case 'timing':
            return <Timing detail={detail} session={route.id} find={find} />;
        case 'connection':
            return <ConnectionTab detail={detail} route={route} running={running} />;
        case 'events':
            return <EventsTab detail={detail} session={route.id} />;
    }
}
