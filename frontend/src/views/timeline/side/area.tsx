import type { Overview, Totals } from '../../../api';
import { overview } from '../../../api';
import { untilComplete } from '../../../ui/complete';
import { type Dress, PROTOCOL_DRESS, STATUS_DRESS } from '../../../ui/dress';
import { count, duration, percent, plural, rate } from '../../../ui/format';
import { useLoad } from '../../../ui/load';
import { Note, Problem } from '../../../ui/message';
import { Panel } from '../../../ui/panel';
import { lengthOf, type Span } from '../../../ui/timeaxis';
import { format, requestsOf, type TimeRange } from '../../../route';
import type { Look } from '../look';
import './side.css';

/** What the selected stretch holds, added up, and the ways on from it. */
export function AreaPanel({ look, area, range }: { look: Look; area: Span; range: TimeRange }) {
    const { session, q, timeline } = look;
    const loaded = useLoad(
        (signal) => untilComplete(() => overview(session, { q, ...range, buckets: 1 }, signal), signal),
        [session, q, range.from, range.to],
    );
    const requests = format({ ...requestsOf(session, q), ...range });
    const against = `time >= "${range.from}" and time <= "${range.to}"`;
    return (
        <Panel
            label="Selected stretch"
            title={
                <>
                    <strong>{duration(lengthOf(area))}</strong> <span class="quiet">selected</span>
                </>
            }
            onClose={() => (timeline.area.value = undefined)}>
            <div class="panel-body area">
                <div class="area-links">
                    <button
                        type="button"
                        class="button small"
                        title="Zoom to it (z)"
                        onClick={() => timeline.show(area)}>
                        Zoom to it
                    </button>
                    <a class="button small" href={requests}>
                        These requests
                    </a>
                    <a class="button small" href={format({ ...requestsOf(session, q), against })}>
                        What is different here
                    </a>
                </div>
                {loaded.error !== undefined && <Problem error={loaded.error} retry={loaded.again} />}
                {loaded.value === undefined && loaded.error === undefined && <Note title="Adding up …" />}
                {loaded.value !== undefined && <Sums of={loaded.value} seconds={lengthOf(area) / 1e9} area={area} />}
            </div>
        </Panel>
    );
}

function Sums({ of, seconds, area }: { of: Overview; seconds: number; area: Span }) {
    const { totals } = of;
    const losses = of.losses.filter((loss) => loss.toOffsetNanos >= area.from && loss.fromOffsetNanos <= area.to);
    return (
        <>
            <dl class="facts">
                <dt>Requests</dt>
                <dd>
                    {of.complete ? '' : '>'}
                    {count(totals.requests)} <span class="quiet">{rate(totals.requests / (seconds || 1))}/s</span>
                </dd>
                <dt>Connections</dt>
                <dd>{count(totals.connections)}</dd>
                {totals.incomplete > 0 && (
                    <>
                        <dt>Incomplete</dt>
                        <dd>{count(totals.incomplete)}</dd>
                    </>
                )}
                {losses.map((loss) => (
                    <>
                        <dt key={loss.from}>Lost</dt>
                        <dd class="area-lost">
                            {loss.count === null ? 'unknown' : plural(loss.count, 'event')}: {loss.hop}
                        </dd>
                    </>
                ))}
            </dl>
            <Latencies of={totals} />
            <Kinds title="Status" dresses={STATUS_DRESS} counts={totals.status} of={totals.requests} />
            <Kinds title="Protocol" dresses={PROTOCOL_DRESS} counts={totals.protocol} of={totals.requests} />
        </>
    );
}

function Latencies({ of }: { of: Totals }) {
    const told: [string, number | null][] = [
        ['p50', of.p50Nanos],
        ['p95', of.p95Nanos],
        ['p99', of.p99Nanos],
        ['max', of.maxNanos],
    ];
    return (
        <dl class="area-latency" aria-label="Latency">
            {told.map(([name, nanos]) => (
                <div key={name}>
                    <dt>{name}</dt>
                    <dd>{nanos === null ? '–' : duration(nanos)}</dd>
                </div>
            ))}
        </dl>
    );
}

interface KindsProps {
    title: string;
    dresses: readonly Dress[];
    counts: Readonly<Record<string, number>>;
    of: number;
}

/** The usual first; those that did not occur are left out. */
function Kinds({ title, dresses, counts, of }: KindsProps) {
    const found = dresses
        .filter(({ id }) => (counts[id] ?? 0) > 0)
        .sort((a, b) => (counts[b.id] ?? 0) - (counts[a.id] ?? 0));
    if (found.length === 0) return null;
    return (
        <section class="area-kinds">
            <h3>{title}</h3>
            <ul>
                {found.map(({ id, name, colour }) => (
                    <li key={id}>
                        <span>{name}</span>
                        <span class="area-bar">
                            <span
                                style={{
                                    width: `${((counts[id] ?? 0) / (of || 1)) * 100}%`,
                                    background: `var(--${colour})`,
                                }}
                            />
                        </span>
                        <span class="number">{count(counts[id] ?? 0)}</span>
                        <span class="number quiet">{percent((counts[id] ?? 0) / (of || 1))}</span>
                    </li>
                ))}
            </ul>
        </section>
    );
}
