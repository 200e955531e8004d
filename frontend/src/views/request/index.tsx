import { useEffect, useState } from 'preact/hooks';
import { request, type RequestDetail } from '../../api';
import { PANEL } from '../../ui/commands';
import { copy } from '../../ui/copy';
import { plain } from '../../ui/escape';
import { GAPS } from '../../ui/gaps';
import { IconButton } from '../../ui/icon';
import { useCommands } from '../../ui/keys';
import { useLoad } from '../../ui/load';
import { Note, Problem } from '../../ui/message';
import { Panel } from '../../ui/panel';
import { withCondition } from '../../ui/query';
import { Status } from '../../ui/status';
import { Tabs } from '../../ui/tabs';
import { Text } from '../../ui/text';
import { navigate, PANEL_TABS, type PanelTab, type RequestsRoute } from '../../route';
import { ConnectionTab } from './connection';
import { EventsTab } from './events';
import { Headers } from './headers';
import { Timing } from './timing';
import './request.css';

const AGAIN_MILLIS = 1000;
const NAMES: Record<PanelTab, string> = {
    headers: 'Headers',
    timing: 'Timing',
    connection: 'Connection',
    events: 'Events',
};

interface RequestPanelProps {
    route: RequestsRoute;
    running: boolean;
    step: (by: number) => void;
}

/** One request beside the list: everything that was captured of it. */
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
    const close = () => navigate({ ...route, request: '', compare: '' });
    const turn = (by: number) => {
        const tab = PANEL_TABS[(PANEL_TABS.indexOf(route.tab) + by + PANEL_TABS.length) % PANEL_TABS.length];
        if (tab !== undefined) navigate({ ...route, tab }, 'replace');
    };
    useCommands(
        'Request',
        [
            { name: 'Previous part of the request', keys: ['['], run: () => turn(-1), listed: false },
            { name: 'Next part of the request', keys: [']'], run: () => turn(1), listed: false },
            { name: 'Close the request', keys: ['Escape'], run: close },
        ],
        { layer: PANEL },
    );
    const find = (condition: string) => navigate({ ...route, q: withCondition(route.q, condition) });
    return (
        <Panel
            label="Request"
            onClose={close}
            title={detail ? <Title of={detail} /> : <span class="quiet">Request {route.request}</span>}
            actions={
                <>
                    <IconButton icon="up" label="Previous request" keys="k" onClick={() => step(-1)} />
                    <IconButton icon="down" label="Next request" keys="j" onClick={() => step(1)} />
                    <IconButton
                        icon="copy"
                        label="Copy as JSON"
                        disabled={detail === undefined}
                        onClick={() => void copy(JSON.stringify(detail, null, 2), 'the request as JSON')}
                    />
                </>
            }>
            <Tabs
                label="Parts of the request"
                chosen={route.tab}
                names={PANEL_TABS.map((tab) => [tab, NAMES[tab]] as const)}
                onChoose={(tab) => navigate({ ...route, tab }, 'replace')}>
                {detail !== undefined && <Body detail={detail} route={route} find={find} />}
                {detail === undefined && loaded.error !== undefined && (
                    <div class="panel-pad">
                        <Problem error={loaded.error} retry={loaded.again} />
                    </div>
                )}
                {detail === undefined && loaded.error === undefined && <Note title="Reading the request …" />}
            </Tabs>
        </Panel>
    );
}

function Body({
    detail,
    route,
    find,
}: {
    detail: RequestDetail;
    route: RequestsRoute;
    find: (condition: string) => void;
}) {
    switch (route.tab) {
        case 'headers':
            return <Headers detail={detail} find={find} />;
        case 'timing':
            return <Timing detail={detail} session={route.id} find={find} />;
        case 'connection':
            return <ConnectionTab detail={detail} session={route.id} />;
        case 'events':
            return <EventsTab detail={detail} session={route.id} />;
    }
}

function Title({ of }: { of: RequestDetail }) {
    return (
        <>
            <div class="request-title">
                <Status of={of.status} />
                <strong>
                    <Text of={of.method ?? 'method not seen'} />
                </strong>
                <span class="mono request-path" title={plain((of.path ?? '').slice(0, 2000))}>
                    <Text of={of.path ?? ''} cut={400} />
                </span>
            </div>
            <div class="quiet">
                {of.protocol ?? 'protocol not seen'} · <Text of={of.authority ?? 'authority not seen'} cut={200} />
            </div>
            {of.gaps.map((gap) => (
                <div key={gap} class="request-gap" title={GAPS[gap].why}>
                    {GAPS[gap].label}: <span>{GAPS[gap].why}</span>
                </div>
            ))}
        </>
    );
}
