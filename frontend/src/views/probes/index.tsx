import { useMemo, useRef } from 'preact/hooks';
import type { SessionWatch } from '../../api';
import { firedProbes, type FiredProbe, type FiredProbes } from '../../api/probes';
import { navigate, probesOf, type ProbesRoute } from '../../route';
import { useLoad } from '../../ui/load';
import { Note, Problem } from '../../ui/message';
import { ProbeDetail } from './detail';
import { ratesBetween, type Seen } from './layout';
import { ProbeList } from './list';
import './probes.css';
import './values.css';

const LIVE_MILLIS = 2000;
const STEPS = 120;

interface ProbesProps {
    watch: SessionWatch;
    route: ProbesRoute;
}

/** The probes of a session: how often each fired and when, and what the chosen one told. */
export default function Probes({ watch, route }: ProbesProps) {
    const running = watch.session.value?.state === 'running';
    const { id, probe, from, to } = route;
    const loaded = useLoad(
        (signal) => firedProbes(id, { from, to, buckets: STEPS }, signal),
        [id, from, to, running],
        running ? LIVE_MILLIS : 0,
    );
    const now = useNow(loaded.value, running, `${id} ${from} ${to}`);
    const { value } = loaded;
    if (value === undefined) {
        return (
            <div class="probes-empty">
                {loaded.error ? <Problem error={loaded.error} retry={loaded.again} /> : <Note title="Opening …" />}
            </div>
        );
    }
    if (value.rows.length === 0) {
        return (
            <div class="probes-empty">
                <Note title={running ? 'No probe has fired yet' : 'No probe fired in this session'}>
                    {running
                        ? 'They appear here with their first event.'
                        : 'What was attached was not reached while it ran.'}
                </Note>
            </div>
        );
    }
    const chosen = value.rows.find((row) => row.probe === probe) ?? (probe === '' ? value.rows[0] : undefined);
    const choose = (row: FiredProbe) => navigate({ ...probesOf(id, row.probe), from, to });
    return (
        <div class="probes-split">
            <ProbeList of={value} chosen={chosen?.probe ?? ''} perSecond={now} running={running} onChoose={choose} />
            {chosen === undefined ? (
                <div class="probes-empty">
                    <Note title="This session holds no event of that probe">Choose another one at the left.</Note>
                </div>
            ) : (
                <ProbeDetail
                    key={chosen.probe}
                    row={chosen}
                    of={value}
                    route={{ ...route, probe: chosen.probe }}
                    running={running}
                />
            )}
        </div>
    );
}

/** Events a second of each probe, between the last two answers to the same question. */
function useNow(of: FiredProbes | undefined, running: boolean, asked: string): ReadonlyMap<string, number> {
    const last = useRef<Seen>();
    const before = useRef(asked);
    return useMemo(() => {
        if (of === undefined || !running) return new Map();
        const seen = { at: performance.now(), events: new Map(of.rows.map((row) => [row.probe, row.events ?? 0])) };
        const rates = before.current === asked ? ratesBetween(last.current, seen) : new Map<string, number>();
        last.current = seen;
        before.current = asked;
        return rates;
    }, [of, running]);
}
