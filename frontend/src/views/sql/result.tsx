import { useMemo, useState } from 'preact/hooks';
import type { Session, SqlSchema } from '../../api';
import { Note } from '../../ui/message';
import { Table } from '../../ui/table';
import { navigate, type SqlRoute } from '../../route';
import { cellActions, columnActions } from './actions';
import { ordered } from './answer';
import { Chart } from './chart';
import { columnsOf } from './columns';
import type { Answered, Desk } from './desk';
import { ResultBar } from './resultbar';
import { Whole, type Shown } from './whole';

interface ResultProps {
    desk: Desk;
    route: SqlRoute;
    sessions: readonly Session[];
    limits: SqlSchema['limits'] | undefined;
}

/** What a statement answered, or why there is nothing yet. */
export function Result(of: ResultProps) {
    const { desk } = of;
    const answered = desk.answered.value;
    if (answered === undefined) return <Nothing desk={desk} />;
    return <Answer key={answered.words} {...of} answered={answered} />;
}

function Nothing({ desk }: { desk: Desk }) {
    const { sessions, sql } = desk.draft.value;
    const { state } = desk.course.value;
    if (state === 'failed') return null;
    if (state === 'running') return <Note title="Asking …" />;
    if (sessions.length === 0)
        return (
            <Note title="Choose the sessions first">A statement reads those that are chosen above, and no other.</Note>
        );
    if (sql.trim() === '')
        return (
            <Note title="Write a statement, or take a saved one">
                The <a href="/sql/schema">views and their columns</a> say what there is, each with an example that runs.
            </Note>
        );
    return <Note title="Not run yet">Ctrl Enter runs it.</Note>;
}

function Answer({ desk, route, sessions, limits, answered }: ResultProps & { answered: Answered }) {
    const { answer } = answered;
    const by = Number(route.sort);
    const order = useMemo(() => ordered(answer, by), [answer, by]);
    const [selected, setSelected] = useState(-1);
    const [shown, setShown] = useState<Shown>();
    const go = (to: Partial<SqlRoute>) => navigate({ ...route, ...to }, 'replace');
    const columns = columnsOf({
        answered,
        sessions,
        by,
        onSort: (next) => go({ sort: next === 0 ? '' : String(next) }),
    });
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
                <Note title="No row">
                    The statement ran and found nothing: {answer.columns.map(({ name }) => name).join(', ')}.
                </Note>
            ) : (
                <Table
                    name="sql"
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
