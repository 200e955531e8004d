import type { RequestDetail } from '../../api';
import { Events } from '../../ui/events';
import { count } from '../../ui/format';
import { Note } from '../../ui/message';
import { format } from '../../route';

/** Every event of the request in order. */
export function EventsTab({ detail, session }: { detail: RequestDetail; session: string }) {
    if (detail.events.length === 0)
        return (
            <Note title="No event of this request is stored">
                They were lost on the way: the count at the top of the session says how many.
            </Note>
        );
    const left = detail.eventsLeftOut ?? 0;
    const all = format({ view: 'connections', id: session, conn: String(detail.conn) });
    return (
        <Events
            events={detail.events}
            foot={
                left > 0 ? (
                    <>
                        {count(left)} more are in <a href={all}>the list of its connection</a>.
                    </>
                ) : undefined
            }
        />
    );
}
