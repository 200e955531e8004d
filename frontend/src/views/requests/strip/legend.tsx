import type { Overview } from '../../../api';
import { count, duration } from '../../../ui/format';
import { IconButton } from '../../../ui/icon';
import type { RequestsRoute } from '../../../route';
import { KINDS, type Stack, strength } from './model';
import { kindName } from './say';

interface LegendProps {
    route: RequestsRoute;
    overview: Overview | undefined;
    go: (part: Partial<RequestsRoute>, how?: 'replace') => void;
    table: boolean;
    onTable: () => void;
    onWider: () => void;
}

/** What the colours are, the numbers of all that is drawn, and how it can be drawn otherwise. */
export function Legend({ route, overview, go, table, onTable, onWider }: LegendProps) {
    const ranged = route.from !== '' || route.to !== '';
    // Points are dressed by their status, whatever the bars are stacked by.
    const stacks = route.latency === 'points' && route.stack === 'protocol' ? STACKS : [route.stack];
    return (
        <div class="strip-head">
            <ul class="strip-kinds" aria-label="In this stretch of time">
                {stacks.map((stack) => (
                    <Kinds key={stack} stack={stack} counts={overview?.totals[stack] ?? {}} />
                ))}
                {overview !== undefined && <Percentiles overview={overview} />}
            </ul>
            {route.latency === 'heat' && <HeatScale overview={overview} />}
            <Switch
                label="Stacked by"
                names={[
                    ['status', 'Status'],
                    ['protocol', 'Protocol'],
                ]}
                chosen={route.stack}
                onChoose={(stack) => go({ stack }, 'replace')}
            />
            <Switch
                label="Durations as"
                names={[
                    ['heat', 'Heat map'],
                    ['points', 'Points'],
                ]}
                chosen={route.latency}
                onChoose={(latency) => go({ latency }, 'replace')}
            />
            <span class="strip-buttons">
                <IconButton icon="minus" label="Zoom out" disabled={!ranged} onClick={onWider} />
                <IconButton
                    icon="fit"
                    label="Show all of the time"
                    disabled={!ranged}
                    onClick={() => go({ from: '', to: '' })}
                />
                <IconButton icon="table" label="The plots as a table" pressed={table} onClick={onTable} />
            </span>
        </div>
    );
}

const STACKS: readonly Stack[] = ['protocol', 'status'];

function Kinds({ stack, counts }: { stack: Stack; counts: Readonly<Record<string, number>> }) {
    const kinds = [...KINDS[stack]].reverse().filter((kind) => (counts[kind] ?? 0) > 0);
    return (
        <>
            {kinds.map((kind) => (
                <li key={kind}>
                    <Kind of={kind} />
                    {kindName(kind)} <span class="strip-number">{count(counts[kind] ?? 0)}</span>
                </li>
            ))}
        </>
    );
}

/** As its colour and its shape. */
export function Kind({ of }: { of: string }) {
    const status = /^([1-5])xx$/.exec(of)?.[1];
    if (status !== undefined) return <span class={`status s${status}`} aria-hidden="true" />;
    if (of === 'none') return <span class="status none" aria-hidden="true" />;
    return <span class={`strip-swatch p${of.replace(/\D/g, '')}`} aria-hidden="true" />;
}

function Percentiles({ overview: { totals } }: { overview: Overview }) {
    const all: [string, number | null][] = [
        ['p50', totals.p50Nanos],
        ['p95', totals.p95Nanos],
        ['p99', totals.p99Nanos],
        ['max', totals.maxNanos],
    ];
    return (
        <>
            {all.map(([name, nanos]) =>
                nanos === null ? null : (
                    <li key={name} class="strip-percentile">
                        {name} <span class="strip-number">{duration(nanos)}</span>
                    </li>
                ),
            )}
        </>
    );
}

/** From one request in a cell to the most of any. */
function HeatScale({ overview }: { overview: Overview | undefined }) {
    const most = overview?.heat.count.reduce((max, n) => Math.max(max, n), 0) ?? 0;
    if (most === 0) return null;
    const steps = most === 1 ? [1] : [0, 0.25, 0.5, 0.75, 1].map((share) => most ** share);
    return (
        <span class="strip-scale" title="Requests in a cell of the heat map">
            <span class="unseen">Requests in a cell, from </span>1
            <span aria-hidden="true">
                {steps.map((n) => (
                    <i key={n} style={{ opacity: strength(n, most).toFixed(2) }} />
                ))}
            </span>
            <span class="unseen"> to </span>
            {count(most)}
        </span>
    );
}

interface SwitchProps<T extends string> {
    label: string;
    names: readonly (readonly [T, string])[];
    chosen: T;
    onChoose: (name: T) => void;
}

function Switch<T extends string>({ label, names, chosen, onChoose }: SwitchProps<T>) {
    return (
        <span class="strip-switch" role="group" aria-label={label}>
            {names.map(([name, text]) => (
                <button key={name} type="button" aria-pressed={name === chosen} onClick={() => onChoose(name)}>
                    {text}
                </button>
            ))}
        </span>
    );
}
