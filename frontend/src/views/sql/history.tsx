import { type SqlRun, sqlRuns } from '../../api';
import { clock, duration, moment, plural } from '../../ui/format';
import { useLoad } from '../../ui/load';
import { Note, Problem } from '../../ui/message';
import { Text } from '../../ui/text';
import type { Desk } from './desk';

const SAID: Record<SqlRun['outcome'], string> = {
    running: 'running',
    done: 'done',
    refused: 'refused',
    failed: 'failed',
    stopped: 'stopped',
};

/** What ran of late, whoever ran it, the latest first: pressed, it stands in the editor again. */
export function History({ desk, typed }: { desk: Desk; typed: string }) {
    const { value, error, again } = useLoad(sqlRuns, [desk.ended.value]);
    if (error !== undefined) return <Problem error={error} retry={again} />;
    if (value === undefined) return <Note title="Reading what ran …" />;
    const words = typed.trim().toLowerCase();
    const found = value.rows.filter(({ sql, who }) => `${sql} ${who}`.toLowerCase().includes(words));
    if (found.length === 0)
        return <Note title={value.rows.length === 0 ? 'Nothing has run yet' : 'No such statement ran'} />;
    return (
        <ul>
            {found.map((run, i) => (
                <li key={`${run.at} ${i}`} class="sql-saved">
                    <button
                        type="button"
                        title={run.sql.slice(0, 2000)}
                        onClick={() =>
                            desk.write({
                                sql: run.sql,
                                parameters: run.parameters,
                                sessions: run.sessions,
                                query: '',
                                limit: undefined,
                            })
                        }>
                        <span class="mono sql-ran">
                            <Text of={run.sql.replace(/\s+/g, ' ').trim()} cut={160} />
                        </span>
                        <span class="quiet">
                            <span title={run.at}>{when(run.at)}</span>, {run.who},{' '}
                            {run.outcome === 'done' ? (
                                `${plural(run.rows, 'row')} in ${duration(run.millis * 1e6)}`
                            ) : (
                                <>
                                    <strong class="sql-outcome">{SAID[run.outcome]}</strong>{' '}
                                    {run.outcome === 'running' ? 'for' : 'after'} {duration(run.millis * 1e6)}
                                    {run.error !== undefined && run.error !== null && (
                                        <>
                                            : <Text of={run.error} cut={120} />
                                        </>
                                    )}
                                </>
                            )}
                        </span>
                    </button>
                </li>
            ))}
        </ul>
    );
}

const when = (iso: string): string =>
    new Date(iso).toDateString() === new Date().toDateString() ? clock(iso).slice(0, 8) : moment(iso);
