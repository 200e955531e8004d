import { useEffect, useState } from 'preact/hooks';
import type { ApiError } from '../../api';
import { type FiredProbe, type FiredProbes, topValues, valueHistogram, valuesOverTime } from '../../api/probes';
import type { ProbeShow, ProbesRoute } from '../../route';
import { Note } from '../../ui/message';
import { Text } from '../../ui/text';
import { useLoad } from '../../ui/load';
import { Histogram, Top } from './values';
import { OverTimePlot } from './overtime';
import { Range } from './range';
import { likelyUnit, numeric } from './words';

const LIVE_MILLIS = 3000;
const LONG_SECONDS = 30;

export interface Part {
    row: FiredProbe;
    of: FiredProbes;
    route: ProbesRoute;
    running: boolean;
    change: (part: Partial<ProbesRoute>, how?: 'push' | 'replace') => void;
    onFault: (fault: ApiError | undefined) => void;
}

const SHOWS: Record<ProbeShow, string> = { histogram: 'Histogram', top: 'Top values', time: 'Over time' };

/** The values of one argument: how they spread, which come most, how they go with time. */
export function Explore(part: Part) {
    const { row, route, change } = part;
    const beside = [
        { name: '@tid', kind: 'int' },
        { name: '@pid', kind: 'int' },
    ];
    const all = [...row.arguments, ...beside];
    const argument = all.find(({ name }) => name === route.argument) ?? all[0];
    if (argument === undefined) return null;
    const show =
        route.show === '' ? (numeric(argument.kind) && !/^@/.test(argument.name) ? 'histogram' : 'top') : route.show;
    return (
        <div class="probe-explore">
            <div class="probe-choices">
                <div class="probe-arguments" role="group" aria-label="Argument">
                    {all.map(({ name, kind }) => (
                        <button
                            key={name}
                            type="button"
                            class="chip-button mono"
                            aria-pressed={name === argument.name}
                            onClick={() =>
                                change({ argument: name, show: '', least: '', most: '', unit: likelyUnit(name) })
                            }>
                            <Text of={name} /> <span class="quiet">{kindWord(name, kind)}</span>
                        </button>
                    ))}
                </div>
                <div class="probe-shows" role="group" aria-label="Look at it as">
                    {(Object.keys(SHOWS) as ProbeShow[]).map((each) => (
                        <button
                            key={each}
                            type="button"
                            class="chip-button"
                            aria-pressed={each === show}
                            onClick={() => change({ argument: argument.name, show: each })}>
                            {each === 'histogram' && !numeric(argument.kind) ? 'Lengths' : SHOWS[each]}
                        </button>
                    ))}
                </div>
            </div>
            <Shown {...part} argument={argument.name} show={show} />
        </div>
    );
}

function kindWord(name: string, kind: string): string {
    if (name === '@tid') return 'thread';
    if (name === '@pid') return 'process';
    return kind;
}

function Shown({ argument, show, ...part }: Part & { argument: string; show: ProbeShow }) {
    const { row, route, running, onFault, of } = part;
    const asked = { probe: row.probe, argument, q: route.q, from: route.from, to: route.to };
    const { least, most } = route;
    const [long, setLong] = useState('');
    const question = JSON.stringify([asked, show, least, most]);
    const seconds = long === question ? { seconds: LONG_SECONDS } : {};
    const every = running && long !== question ? LIVE_MILLIS : 0;
    const on = [long === question, route.id, ...Object.values(asked), show, least, most, running];
    const loaded = useLoad<Answer>(
        async (signal) => {
            if (show === 'top')
                return { show, value: await topValues(route.id, { ...asked, ...seconds, limit: 40 }, signal) };
            if (show === 'time')
                return { show, value: await valuesOverTime(route.id, { ...asked, buckets: 160 }, signal) };
            return {
                show,
                value: await valueHistogram(route.id, { ...asked, ...seconds, least, most, bins: 40 }, signal),
            };
        },
        on,
        every,
    );
    useEffect(() => {
        if (loaded.error?.position !== undefined) onFault(loaded.error);
    }, [loaded.error]);
    const shown = loaded.value;
    const unit = route.unit;
    if (loaded.error !== undefined && loaded.error.position === undefined)
        return <Note title={loaded.error.message}>{loaded.error.hint}</Note>;
    if (shown === undefined || shown.show !== show || shown.value.argument !== argument)
        return <div class="probe-values" aria-busy="true" />;
    return (
        <div class="probe-values">
            {shown.show === 'time' ? (
                <OverTimePlot
                    value={shown.value}
                    of={of}
                    unit={unit}
                    onNarrow={(from, to) => part.change({ from, to })}
                />
            ) : (
                <>
                    {shown.show === 'histogram' && <Range value={shown.value} {...part} />}
                    {shown.show === 'histogram' ? (
                        <Histogram value={shown.value} onAll={() => setLong(question)} {...part} />
                    ) : (
                        <Top value={shown.value} onAll={() => setLong(question)} {...part} />
                    )}
                </>
            )}
        </div>
    );
}

type Answer =
    | { show: 'top'; value: Awaited<ReturnType<typeof topValues>> }
    | { show: 'time'; value: Awaited<ReturnType<typeof valuesOverTime>> }
    | { show: 'histogram'; value: Awaited<ReturnType<typeof valueHistogram>> };
