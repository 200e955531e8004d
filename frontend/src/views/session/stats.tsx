import { useEffect, useState } from 'preact/hooks';
import { clockAheadMillis, type Session } from '../../api';
import { between, count, lasted, rate } from '../../ui/format';
import { countsLosses, lostTotal } from '../../ui/session';
import { remaining } from './details';

interface StatsProps {
    session: Session;
    rates: { events: number; requests: number };
    onLosses: () => void;
}

/** The figures of a session, each at its fixed place; the losses are a button to their account. */
export function Stats({ session, rates, onLosses }: StatsProps) {
    const running = session.state === 'running';
    const elapsed = useElapsed(session);
    const lost = lostTotal(session.counts);
    return (
        <dl class="stats">
            <Stat
                name={running ? 'Elapsed' : 'Duration'}
                value={lasted(elapsed, session.endedAt === null)}
                more={running ? remaining(session, elapsed) : ''}
            />
            <Stat
                name="Requests"
                value={count(session.counts.requests)}
                more={running && rates.requests !== null ? `${rate(rates.requests)}/s` : ''}
            />
            {session.counts.events !== null && (
                <Stat
                    name="Events"
                    value={count(session.counts.events)}
                    more={running ? `${rate(rates.events)}/s` : ''}
                />
            )}
            <div class={lost > 0 ? 'stat lost' : 'stat'}>
                <dt>Lost</dt>
                <dd>
                    <button
                        type="button"
                        class="link-button"
                        title="The account: where every event went"
                        onClick={onLosses}>
                        {lost === 0 && !countsLosses(session)
                            ? 'not known'
                            : lost === 0
                              ? '0 events'
                              : `${count(lost)} ${lost === 1 ? 'event' : 'events'}`}
                    </button>
                </dd>
            </div>
        </dl>
    );
}

function Stat({ name, value, more }: { name: string; value: string; more: string }) {
    return (
        <div class="stat">
            <dt>{name}</dt>
            <dd>
                {value}
                {more !== '' && <span class="quiet stat-more">{more}</span>}
            </dd>
        </div>
    );
}

function useElapsed({ startedAt, endedAt, state }: Session): number {
    const [now, setNow] = useState(Date.now());
    const over = state === 'sealed' || state === 'failed';
    useEffect(() => {
        if (over) return undefined;
        const timer = setInterval(() => setNow(Date.now()), 1000);
        return () => clearInterval(timer);
    }, [over]);
    if (endedAt !== null) return between(startedAt, endedAt);
    return now + clockAheadMillis - Date.parse(startedAt);
}
