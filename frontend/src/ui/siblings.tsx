import { type ConnectionRow, type RequestRow, requests } from '../api';
import { clock, duration, plural } from './format';
import { useLoad } from './load';
import { Problem } from './message';
import { Status } from './status';
import { Text } from './text';
import './siblings.css';

const SHOWN = 50;
const AGAIN_MILLIS = 3000;

/** The first requests of a connection, in the order they came. */
export const requestsOn = (session: string, conn: number, signal?: AbortSignal) =>
    requests(session, { q: `conn = ${conn}`, order: 'oldest', limit: SHOWN }, signal);

interface SiblingsProps {
    session: string;
    of: ConnectionRow;
    running: boolean;
    /** `CONN/REQ` of the one that is open, or "". */
    open: string;
    /** Where each is opened. */
    href: (key: string) => string;
}

/** The requests of a connection, each a link; the open one is marked among them. */
export function Siblings({ session, of, running, open, href }: SiblingsProps) {
    const loaded = useLoad(
        (signal) => requestsOn(session, of.conn, signal),
        [session, of.conn],
        running && of.endedAt === null ? AGAIN_MILLIS : 0,
    );
    const rows = loaded.value?.rows ?? [];
    const more = loaded.value?.next != null;
    return (
        <section class="siblings" aria-label="Requests on this connection">
            <h2 class="small-heading">
                {more ? `The first ${SHOWN} of ${plural(of.requests, 'request')}` : 'Requests on it'}
            </h2>
            {loaded.error !== undefined && <Problem error={loaded.error} retry={loaded.again} />}
            {loaded.value === undefined && loaded.error === undefined && <p class="quiet">Reading …</p>}
            {loaded.value !== undefined && rows.length === 0 && <p class="quiet">None was seen.</p>}
            <ul>
                {rows.map((row) => {
                    const key = `${row.conn}/${row.req}`;
                    return <Sibling key={key} row={row} href={href(key)} here={key === open} />;
                })}
            </ul>
        </section>
    );
}

function Sibling({ row, href, here }: { row: RequestRow; href: string; here: boolean }) {
    return (
        <li>
            <a href={href} aria-current={here ? 'true' : undefined}>
                <span class="number quiet">{clock(row.at)}</span>
                <Status of={row.status} />
                <span class="ellipsis">
                    <Text of={row.method ?? '–'} />{' '}
                    <span class="mono">
                        <Text of={row.path ?? 'path not seen'} cut={200} />
                    </span>
                </span>
                <span class="number">{row.durationNanos === null ? '–' : duration(row.durationNanos)}</span>
            </a>
        </li>
    );
}
