import { asSql } from '../../api';
import { copy } from '../../ui/copy';
import { Dialog } from '../../ui/dialog';
import { useLoad } from '../../ui/load';
import { Problem } from '../../ui/message';
import { format, type RequestsRoute, sqlOf } from '../../route';

/** The present question in SQL, to be gone on with on its page, or taken elsewhere; where it is not quite the same, it is said. */
export function SqlDialog({ route, onClose }: { route: RequestsRoute; onClose: () => void }) {
    const { id, q, from, to, order, columns } = route;
    const { value, error, again } = useLoad(
        (signal) => asSql(id, { q, from, to, order, columns: columns.join(',') }, signal),
        [id, q, from, to, order],
    );
    return (
        <Dialog
            title="This search as SQL"
            wide
            onClose={onClose}
            actions={
                <>
                    <button
                        type="button"
                        class="button"
                        disabled={value === undefined}
                        onClick={() => void copy(value?.sql ?? '', 'the SQL')}>
                        Copy
                    </button>
                    {value !== undefined && (
                        <a class="button primary" href={format({ ...sqlOf([id], value.sql), ready: true })}>
                            Open on the SQL page
                        </a>
                    )}
                </>
            }>
            {error !== undefined && <Problem error={error} retry={again} />}
            {value === undefined && error === undefined && <p class="quiet">Writing it …</p>}
            {value !== undefined && (
                <>
                    <pre class="sql mono" tabIndex={0} aria-label="SQL">
                        {value.sql}
                    </pre>
                    {value.notes.length > 0 && (
                        <ul class="sql-notes">
                            {value.notes.map((note) => (
                                <li key={note}>{note}</li>
                            ))}
                        </ul>
                    )}
                </>
            )}
        </Dialog>
    );
}
