import { guest, type Session } from '../../api';
import { format, probesOf, requestsOf, sqlOf, statisticsOf, timelineOf } from '../../route';
import { ofOtherProgram } from '../../ui/session';

export type SessionTab = 'requests' | 'timeline' | 'connections' | 'quic' | 'statistics' | 'probes';

/** The views of a session: of one that is not of H2O its probes come first. */
export function SessionTabs({ session, tab }: { session: Session; tab: SessionTab }) {
    const { id } = session;
    const other = ofOtherProgram(session);
    const probes = (
        <a key="probes" href={format(probesOf(id))} aria-current={tab === 'probes' ? 'page' : undefined}>
            Probes
        </a>
    );
    return (
        <nav class="session-tabs" aria-label="Views of the session">
            {other && probes}
            <a href={format(requestsOf(id))} aria-current={tab === 'requests' ? 'page' : undefined}>
                Requests
            </a>
            <a href={format(timelineOf(id))} aria-current={tab === 'timeline' ? 'page' : undefined}>
                Timeline
            </a>
            <a
                href={format({ view: 'connections', id, conn: '' })}
                aria-current={tab === 'connections' ? 'page' : undefined}>
                Connections
            </a>
            <a
                href={format(statisticsOf(id))}
                aria-current={tab === 'quic' || tab === 'statistics' ? 'page' : undefined}>
                Transport
            </a>
            {!other && probes}
            {!guest.value && <a href={format(sqlOf([id]))}>SQL</a>}
        </nav>
    );
}
