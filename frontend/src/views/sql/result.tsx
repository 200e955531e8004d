import { useMemo, useState } from 'preact/hooks';
import type { Session, SqlSchema } from '../../api';
import { plural } from '../../ui/format';
import { Note } from '../../ui/message';
import { Table } from '../../ui/table';
import { navigate, type SqlRoute } from '../../route';
import { cellActions, columnActions } from './actions';
import { ordered } from './answer';
import { Chart } from './chart';
import { columnsOf } from './columns';
import type { Answered, Desk } from './desk';
import { RUN_KEYS } from './run';
import { ResultBar } from './resultbar';
import { Whole, type Shown } from './whole';

interface ResultProps {
    desk: Desk;
    route: SqlRoute;
    sessions: readonly Session[];
    limits: SqlSchema['limits'] | undefined;
    /** Whether there is no session that could be asked. */
    none: boolean;
    onChoose: () => void;
}

/** What a statement answered, or why there is nothing yet. */
export function Result(of: ResultProps) {
    const { desk } = of;
    const answered = desk.answered.value;
    if (answered === undefined) return <Nothing desk={desk} none={of.none} onChoose={of.onChoose} />;
    return <Answer key={answered.words} {...of} answered={answered} />;
}

function Nothing({ desk, none, onChoose }: { desk: Desk; none: boolean; onChoose: () => void }) {
    const { sessions, sql } = desk.draft.value;
    const { state } = desk.course.value;
    if (state === 'failed') return null;
    if (state === 'running') return <Note title="Asking …" />;
    if (sessions.length === 0 && none)
        return (
            <Note title="There is no session yet">
                Attach to a process, or import a file: <a href="/">both on the first page</a>.
            </Note>
        );
    if (sessions.length === 0)
        return (
            <Note title="Choose the sessions first">
                <p>A statement reads those that are chosen, and no other.</p>
                <p>
                    <button type="button" class="button" aria-haspopup="dialog" onClick={onChoose}>
                        Choose sessions
                    </button>
                </p>
            </Note>
        );
    if (sql.trim() === '')
        return (
            <Note title="Write a statement, or take a saved one">
                The <a href="/sql/schema">views and their columns</a> say what there is, each with an example that runs.
            </Note>
        );
    return <Note title="Not run yet">{RUN_KEYS} runs it.</Note>;
}

function Answer({ desk, route, sessions, limits, answered }: ResultProps & { answered: Answered }) {
    const { answer } = answered;
    const by = Number(route.sort);
    const order = useMemo(() => ordered(answer, by), [answer, by]);
    const [selected, setSelected] = useState(-1);
    const [shown, setShown] = useState<Shown>();
    const go = (to: Partial<SqlRoute>) => navigate({ ...route, ...to }, 'replace');
    const columns = useMemo(
        () => columnsOf({ answered, sessions, by, onSort: (next) => go({ sort: next === 0 ? '' : String(next) }) }),
        [answered, sessions, route],
    );
    const running = desk.course.value.state === 'running';
    const old = desk.stale.value || running;
    const placeOf = (key: string) => columns.findIndex((column) => column.key === key);
    return (
        <section class={old ? 'sql-result old' : 'sql-result'} aria-label="Result">
            <ResultBar
                desk={desk}
                answered={answered}
                order={order}
                limits={limits}
                sessions={sessions}
                show={route.show}
                sorted={by !== 0}
                onShow={(show) => go({ show })}
            />
            {route.show === 'chart' && (
                <Chart
                    answered={answered}
                    order={order}
                    choice={route.chart}
                    sessions={sessions}
                    onChoose={(chart) => go({ chart: { ...route.chart, ...chart } })}
                />
            )}
            {answer.columns.length === 0 || answer.rows.length === 0 ? (
                <Note title="No rows">
                    The statement ran, and found nothing in {plural(answered.question.sessions.length, 'session')}.
                </Note>
            ) : (
                <Table
                    name="sql"
                    kind="sql-grid"
                    label="Rows of the result"
                    columns={columns}
                    rows={order.length}
                    at={(index) => ({ row: order[index] })}
                    keyOf={(row) => row}
                    selected={selected}
                    onSelect={setSelected}
                    onOpen={() => setShown({ row: order[selected] ?? 0 })}
                    busy={running}
                    menu={(row, key) => cellActions(answered, row, placeOf(key), setShown)}
                    headMenu={(key) => columnActions(answered, order, placeOf(key))}
                />
            )}
            {shown !== undefined && (
                <Whole answered={answered} shown={shown} sessions={sessions} onClose={() => setShown(undefined)} />
            )}
        </section>
    );
}
