import { useEffect } from 'preact/hooks';
import { type SessionWatch, statistics } from '../../api';
import { help } from '../../ui/help';
import { useLoad } from '../../ui/load';
import { Banner, Note, Problem } from '../../ui/message';
import { Search } from '../../ui/search';
import { format, navigate, requestsOf, STATISTICS_BY, statisticsOf, type StatisticsRoute } from '../../route';
import { coverage, StatisticsTable } from './table';
import { TcpStatistics } from './tcp';
import { Totals } from './totals';
import '../../ui/table.css';
import '../../ui/grid.css';
import './statistics.css';

const MOST_ROWS = 200;
const AGAIN_MILLIS = 3000;
const BY = { network: 'Client network', sni: 'Server name', connection: 'Connection' };
const FINDS = ['conn.loss > 5%', 'conn.rtt > 100ms', 'conn.handshake > 200ms', 'conn.spurious > 10%'];

/** What a session's QUIC connections came to: together, and by network, server name or connection. */
export function Statistics({ watch, route }: { watch: SessionWatch; route: StatisticsRoute }) {
    const running = watch.session.value?.state === 'running';
    const { id, by, q, order, least } = route;
    const { value, error, again } = useLoad(
        (signal) => statistics(id, { by, q, order, least: String(least), limit: MOST_ROWS }, signal),
        [id, by, q, order, least],
        running ? AGAIN_MILLIS : 0,
    );
    useEffect(() => watch.follow(''), [watch]);
    const wrong = error?.position === undefined ? undefined : error;
    const none = value?.total.connections === 0;
    return (
        <>
            <div class="toolbar">
                <nav class="segments" aria-label="Statistics by">
                    {STATISTICS_BY.map((each) => (
                        <a
                            key={each}
                            href={format(statisticsOf(id, each, q))}
                            aria-current={each === by ? 'page' : undefined}>
                            {BY[each]}
                        </a>
                    ))}
                </nav>
                <Search
                    session={id}
                    query={q}
                    error={wrong}
                    onRun={(query) => navigate({ ...route, q: query })}
                    onHelp={() => void (help.value = 'search')}
                />
            </div>
            <div class="statistics">
                {error !== undefined && wrong === undefined && <Problem error={error} retry={again} />}
                {value === undefined && error === undefined && <Note title="Adding up the connections …" />}
                {value?.complete === false && (
                    <Banner title="Not all requests were looked at">
                        <p>The search took too long: connections with older requests only may lack. Narrow it.</p>
                    </Banner>
                )}
                {none && <TcpStatistics session={id} running={running} />}
                {none && <Nothing q={q} all={value.allConnections} />}
                {value !== undefined && !none && wrong === undefined && (
                    <>
                        <div class="statistics-head">
                            <h2>QUIC</h2>
                            <span class="quiet">{coverage(value)}</span>
                            <span class="statistics-finds">
                                Requests with{' '}
                                {FINDS.map((find) => (
                                    <a key={find} class="mono" href={format(requestsOf(id, find))}>
                                        {find}
                                    </a>
                                ))}
                            </span>
                        </div>
                        <Totals of={value.total} />
                        <StatisticsTable
                            of={value}
                            route={route}
                            onOrder={(column, reverse) =>
                                navigate({ ...route, order: column, least: reverse }, 'replace')
                            }
                        />
                    </>
                )}
                {!none && <TcpStatistics session={id} running={running} />}
            </div>
        </>
    );
}

function Nothing({ q, all }: { q: string; all: number }) {
    if (q !== '')
        return (
            <Note title="No QUIC connection has a request that matches">
                The search is asked of requests; a connection counts with all it came to.
            </Note>
        );
    return (
        <Note title="No QUIC connection yet">
            {all === 0
                ? 'They appear with their first packet.'
                : 'Of the connections here none told anything of QUIC: HTTP/3 tells it with the presets “quic” and “all”.'}
        </Note>
    );
}
