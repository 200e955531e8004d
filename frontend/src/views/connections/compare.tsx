import { connection, type ConnectionRow } from '../../api';
import { type ConnectionsRoute, format } from '../../route';
import { connName } from '../../ui/format';
import { Later } from '../../ui/later';
import { useLoad } from '../../ui/load';
import { Note, Problem } from '../../ui/message';
import { Panel } from '../../ui/panel';
import { type Fact, factsOf } from '../../ui/tcp/differences';
import { Missing } from '../../ui/text';

interface CompareProps {
    route: ConnectionsRoute;
    running: boolean;
    onClose: () => void;
    onRequest: (request: string) => void;
}

/** Two connections side by side: what their TCP came to, and below one another how it went. */
export function Compare({ route, running, onClose, onRequest }: CompareProps) {
    const { id, conn, with: other = '' } = route;
    const loaded = useLoad(
        (signal) => Promise.all([connection(id, Number(conn), signal), connection(id, Number(other), signal)]),
        [id, conn, other],
    );
    return (
        <Panel
            label="Two connections"
            onClose={onClose}
            title={
                <div class="connection-title">
                    <strong>
                        Connections {connName(Number(conn))} and {connName(Number(other))}
                    </strong>
                </div>
            }>
            <div class="connections-beside">
                {loaded.error !== undefined && <Problem error={loaded.error} retry={loaded.again} />}
                {loaded.value === undefined && loaded.error === undefined && <Note title="Reading the connections …" />}
                {loaded.value !== undefined && <Facts one={loaded.value[0]} two={loaded.value[1]} />}
                {loaded.value?.map((row) => (
                    <section key={row.conn} aria-label={`Connection ${connName(row.conn)}`}>
                        <h2 class="small-heading">
                            <a href={format({ view: 'connections', id, conn: String(row.conn) })}>
                                Connection {connName(row.conn)}
                            </a>
                        </h2>
                        <Later
                            load={() => import('../../ui/tcp/graphs')}
                            props={{ session: id, of: row, running, onPick: onRequest }}
                        />
                    </section>
                ))}
            </div>
        </Panel>
    );
}

function Facts({ one, two }: { one: ConnectionRow; two: ConnectionRow }) {
    return (
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">TCP</th>
                    <th scope="col">{connName(one.conn)}</th>
                    <th scope="col">{connName(two.conn)}</th>
                    <th scope="col">Difference</th>
                </tr>
            </thead>
            <tbody>
                {factsOf(one, two).map((fact) => (
                    <FactRow key={fact.name} of={fact} />
                ))}
            </tbody>
        </table>
    );
}

function FactRow({ of: { name, one, two, difference } }: { of: Fact }) {
    return (
        <tr>
            <th scope="row">{name}</th>
            <td>{one ?? <Missing>not known</Missing>}</td>
            <td>{two ?? <Missing>not known</Missing>}</td>
            <td>{difference ?? ''}</td>
        </tr>
    );
}
