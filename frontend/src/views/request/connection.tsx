import type { RequestDetail } from '../../api';
import { ConnectionFacts } from '../../ui/connection';
import { Note } from '../../ui/message';
import { format, quicOf, requestsOf } from '../../route';
import { packetsOf } from './packets';

/** The connection a request came on, and the way to what else came on it. */
export function ConnectionTab({ detail, session }: { detail: RequestDetail; session: string }) {
    if (detail.connection === null)
        return (
            <Note title="Nothing is known of its connection">
                Its events were lost, or its preset does not capture them.
            </Note>
        );
    return (
        <>
            <ConnectionFacts of={detail.connection} />
            <div class="panel-links">
                <a class="button small" href={format(requestsOf(session, `conn = ${detail.conn}`))}>
                    Its requests
                </a>
                <a class="button small" href={format({ view: 'connections', id: session, conn: String(detail.conn) })}>
                    Its events
                </a>
                {detail.protocol === 'HTTP/3' && (
                    <a
                        class="button small"
                        href={format({
                            ...quicOf(session, String(detail.conn), 'streams'),
                            stream: String(detail.req),
                        })}>
                        Its stream
                    </a>
                )}
                {detail.protocol === 'HTTP/3' && (
                    <a class="button small" href={format(packetsOf(detail, session))}>
                        Its packets
                    </a>
                )}
            </div>
        </>
    );
}
