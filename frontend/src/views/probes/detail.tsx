import { useEffect, useState } from 'preact/hooks';
import { type ApiError, guest } from '../../api';
import type { FiredProbe, FiredProbes } from '../../api/probes';
import { format, navigate, type ProbesRoute, requestsOf, sqlOf } from '../../route';
import { count, plural } from '../../ui/format';
import { Note } from '../../ui/message';
import { Text } from '../../ui/text';
import { Explore } from './explore';
import { ProbeEvents } from './events';
import { Filter } from './filter';
import { TimeBars } from './timebars';
import { sqlText } from './words';

interface ProbeDetailProps {
    row: FiredProbe;
    of: FiredProbes;
    route: ProbesRoute;
    running: boolean;
}

/** One probe: when it fired, the values of its arguments, and its events, all of it narrowed alike. */
export function ProbeDetail({ row, of, route, running }: ProbeDetailProps) {
    const [fault, setFault] = useState<ApiError>();
    useEffect(() => setFault(undefined), [route.q, route.probe]);
    const change = (part: Partial<ProbesRoute>, how: 'push' | 'replace' = 'push') =>
        navigate({ ...route, ...part }, how);
    const narrowed = route.from !== '' || route.to !== '';
    return (
        <section class="probe-detail" aria-labelledby="probe-head">
            <header class="probe-head">
                <h2 id="probe-head" class="mono">
                    <Text of={row.probe} />
                </h2>
                <span class="quiet">
                    {row.events === null ? 'not counted in a shared view' : plural(row.events, 'event')}
                    {!row.known && row.arguments.length > 0 && ' · arguments as they were named when it was attached'}
                </span>
                {!guest.value && !row.header && (
                    <a class="button small" href={format({ ...sqlOf([route.id], sqlText(row.probe, row.arguments)) })}>
                        Show as SQL
                    </a>
                )}
            </header>
            {row.counts !== null && (
                <TimeBars
                    of={of}
                    counts={row.counts}
                    narrowed={narrowed}
                    onNarrow={(from, to) => change({ from, to })}
                />
            )}
            {row.header ? (
                <Note title="These events are headers">
                    They are stored with their requests: <a href={format(requestsOf(route.id))}>search them there.</a>
                </Note>
            ) : (
                <>
                    <Filter row={row} route={route} fault={fault} onRun={(q) => change({ q })} />
                    <Explore row={row} of={of} route={route} running={running} change={change} onFault={setFault} />
                    <ProbeEvents row={row} of={of} route={route} running={running} change={change} onFault={setFault} />
                </>
            )}
            <p class="unseen" role="status">
                {row.events === null ? '' : `${count(row.events)} events of ${row.probe}`}
            </p>
        </section>
    );
}
