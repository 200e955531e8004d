import { connections } from '../../api';
import { type ConnectionsRoute, format } from '../../route';
import { Dialog } from '../../ui/dialog';
import { clock, connName, plural } from '../../ui/format';
import { useLoad } from '../../ui/load';
import { Note, Problem } from '../../ui/message';
import { Text } from '../../ui/text';

const MOST = 200;

/** The TCP connections of the session, to put one beside the one that is open. */
export function Choose({ route, onClose }: { route: ConnectionsRoute; onClose: () => void }) {
    const { kind } = route;
    const loaded = useLoad((signal) => connections(route.id, { limit: MOST, kind }, signal), [route.id, kind]);
    const rows = loaded.value?.rows.filter((row) => row.tcp != null && String(row.conn) !== route.conn);
    return (
        <Dialog title="Beside which connection?" onClose={onClose}>
            {loaded.error !== undefined && <Problem error={loaded.error} retry={loaded.again} />}
            {rows === undefined && loaded.error === undefined && <Note title="Reading the connections …" />}
            {rows?.length === 0 && <Note title="There is no other whose TCP is known" />}
            <ul class="connections-choose">
                {rows?.map((row) => (
                    <li key={row.conn}>
                        <a href={format({ ...route, with: String(row.conn) })} onClick={onClose}>
                            Connection {connName(row.conn)}
                        </a>{' '}
                        <span class="quiet">
                            {row.protocol ?? 'no request'}, {clock(row.at)}, {plural(row.requests, 'request')},{' '}
                            {row.peer === null ? 'peer not told' : <Text of={row.peer} />}
                        </span>
                    </li>
                ))}
            </ul>
            {loaded.value?.next != null && <p class="quiet">Of the newest {MOST} connections.</p>}
        </Dialog>
    );
}
