import { useEffect, useRef, useState } from 'preact/hooks';
import { sessions as readSessions, type SqlSchema, sqlSchema, type SqlView } from '../../api';
import { count } from '../../ui/format';
import { useCommands } from '../../ui/keys';
import { useLoad } from '../../ui/load';
import { Note, Problem } from '../../ui/message';
import { format, navigate, sqlOf } from '../../route';
import { About } from './about';
import { saidLimits } from './limits';
import { searched } from './viewlist';
import './sql.css';
import './schema.css';

/** What there is to ask of: every view and column with what it says, and an example that runs. */
export default function Schema() {
    const { value, error, again } = useLoad(sqlSchema, []);
    const sessions = useLoad(readSessions, []);
    const [typed, setTyped] = useState('');
    const field = useRef<HTMLInputElement>(null);
    useCommands('Views', [
        { name: 'Find a view or column', keys: ['/'], run: () => field.current?.focus() },
        { name: 'Write SQL', keys: ['e'], run: () => navigate(sqlOf()) },
    ]);
    useEffect(() => {
        document.title = 'SQL views – Hydroscope';
        return () => void (document.title = 'Hydroscope');
    }, []);
    // An example is of no use without rows: those of the latest session will do.
    const latest = [...(sessions.value ?? [])].sort((one, other) => (one.startedAt < other.startedAt ? 1 : -1))[0];
    const found = searched(value?.views ?? [], typed);
    return (
        <main class="page">
            <div class="column sql-schema">
                <header>
                    <h1>SQL views</h1>
                    <a class="button small" href={format(sqlOf())}>
                        Write SQL
                    </a>
                </header>
                <p class="quiet">
                    Read-only tables over the sessions that are asked. What nobody told is NULL; times are UTC with
                    nanoseconds, spans are nanoseconds, shares are of 1. Naming a <span class="sql-key">key</span> in
                    WHERE finds rows without reading all.
                    {value !== undefined && saidOf(value.limits)}
                </p>
                {error !== undefined && <Problem error={error} retry={again} />}
                <input
                    ref={field}
                    class="input sql-find"
                    type="search"
                    aria-label="Find a view or column"
                    placeholder="Find a view or column"
                    value={typed}
                    onInput={(event) => setTyped(event.currentTarget.value)}
                />
                {value === undefined && error === undefined && <Note title="Reading the views …" />}
                {value !== undefined && found.length === 0 && <Note title="No view or column is called that" />}
                {found.map((view) => (
                    <View key={view.name} view={view} session={latest?.id} />
                ))}
            </div>
        </main>
    );
}

const saidOf = (limits: SqlSchema['limits']): string =>
    ` An answer has at most ${saidLimits(limits)}, unless more rows are asked for: ${count(limits.mostRows)} at most.`;

function View({ view, session }: { view: SqlView; session: string | undefined }) {
    return (
        <section id={view.name} aria-label={view.name}>
            <h2 class="mono">{view.name}</h2>
            <p>
                <About of={view.about} />
            </p>
            {view.example !== '' && (
                <div class="sql-example">
                    <pre class="mono" tabIndex={0} aria-label={`Example of ${view.name}`}>
                        {view.example}
                    </pre>
                    <a class="button small" href={format(sqlOf(session === undefined ? [] : [session], view.example))}>
                        Run
                    </a>
                </div>
            )}
            <div class="table-box">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">Column</th>
                            <th scope="col">Type</th>
                            <th scope="col" class="wide">
                                What it says
                            </th>
                        </tr>
                    </thead>
                    <tbody>
                        {view.columns.map(({ name, type, about, key }) => (
                            <tr key={name}>
                                <th scope="row" class="mono">
                                    {name} {key && <span class="sql-key">key</span>}
                                </th>
                                <td class="mono sql-column-type">{type.toLowerCase()}</td>
                                <td class="sql-about">
                                    <About of={about} />
                                </td>
                            </tr>
                        ))}
                    </tbody>
                </table>
            </div>
        </section>
    );
}
