import { useEffect, useMemo, useState } from 'preact/hooks';
import { savedQueries, sessions as readSessions, sqlSchema } from '../../api';
import { Icon, IconButton } from '../../ui/icon';
import { useCommands } from '../../ui/keys';
import { useLoad } from '../../ui/load';
import { Problem } from '../../ui/message';
import { remembered } from '../../ui/remembered';
import { navigate, type SqlRoute } from '../../route';
import { Desk } from './desk';
import { Editor } from './editor';
import { Parameters } from './parameters';
import { Result } from './result';
import { Fault, RunBar } from './run';
import { SaveDialog, type Saving } from './save';
import { Chosen, ChooseSessions } from './sessions';
import { Side, type SidePart } from './side';
import { faultAt } from './statement';
import './sql.css';
import './result.css';
import './side.css';

const EVERY_MILLIS = 5000;
/** Where there is no room beside the statement it would lie over it: there it comes when it is asked for. */
const sideShown = remembered('sql side', innerWidth > 1000);

/** Questions to the sessions in SQL: written, run, kept, and looked at. */
export default function Sql({ route: now }: { route: SqlRoute }) {
    const desk = useMemo(() => new Desk(), []);
    const schema = useLoad(sqlSchema, []);
    const sessions = useLoad(readSessions, [], EVERY_MILLIS);
    const queries = useLoad(savedQueries, []);
    const [choosing, setChoosing] = useState(false);
    const [saving, setSaving] = useState<Saving>();
    const [focus, setFocus] = useState(0);
    const [part, setPart] = useState<SidePart>('queries');
    const [search, setSearch] = useState(0);
    useEffect(() => () => desk.close(), [desk]);
    useEffect(() => {
        if (queries.value !== undefined) desk.queries.value = queries.value.queries;
        else if (queries.error !== undefined) desk.queries.value = [];
        desk.arrive(now);
    }, [now, queries.value, queries.error]);
    const known = sessions.value;
    useEffect(() => {
        const [only] = known ?? [];
        // Where there is one only, there is nothing to be chosen.
        if (known?.length === 1 && only !== undefined && desk.draft.peek().sessions.length === 0)
            desk.write({ sessions: [only.id] });
    }, [known?.length, now]);
    useEffect(() => {
        document.title = 'SQL – Hydroscope';
        return () => void (document.title = 'Hydroscope');
    }, []);
    const draft = desk.draft.value;
    const course = desk.course.value;
    const run = () => {
        if (desk.draft.peek().sessions.length === 0) setChoosing(true);
        else desk.start();
    };
    const show = (which: SidePart) => {
        sideShown.value = true;
        setPart(which);
        setSearch((old) => old + 1);
    };
    const save = () => setSaving({ kind: 'new', sql: draft.sql, values: draft.parameters, of: desk.saved.peek() });
    useCommands('SQL', [
        { name: 'Run the statement', keys: ['Mod+enter'], run },
        {
            name: 'Cancel what runs',
            keys: ['Escape'],
            when: () => desk.course.peek().state === 'running',
            run: () => desk.cancel(),
        },
        { name: 'Write the statement', keys: ['e', '/'], run: () => setFocus((old) => old + 1) },
        { name: 'Choose the sessions', keys: ['s'], run: () => setChoosing(true) },
        { name: 'Find a saved query', keys: ['q'], run: () => show('queries') },
        { name: 'What ran of late', keys: ['h'], run: () => show('history') },
        { name: 'Save this query', keys: ['Mod+s'], run: save },
        {
            name: 'Table or chart',
            keys: ['v'],
            when: () => desk.answered.peek() !== undefined,
            run: () => navigate({ ...now, show: now.show === 'chart' ? 'table' : 'chart' }, 'replace'),
        },
        { name: 'Views and their columns', keys: ['d'], run: () => navigate({ view: 'schema' }) },
    ]);
    const fault =
        course.state === 'failed' && course.words === desk.words.value && course.error.position !== undefined
            ? faultAt(draft.sql, course.error.position.from)
            : undefined;
    return (
        <main class="sql-page">
            <header class="sql-bar">
                <h1>SQL</h1>
                <Chosen
                    chosen={draft.sessions}
                    sessions={known}
                    onChoose={() => setChoosing(true)}
                    onTake={(ids) => desk.write({ sessions: ids })}
                />
                <span class="sql-ways">
                    <a class="button small" href="/sql/schema" title="Views and their columns (d)">
                        <Icon name="table" />
                        Views
                    </a>
                    <IconButton
                        icon="columns"
                        label="Saved queries and history"
                        keys="q"
                        pressed={sideShown.value}
                        onClick={() => void (sideShown.value = !sideShown.value)}
                    />
                </span>
            </header>
            <div class="sql-work">
                {sideShown.value && (
                    <Side
                        desk={desk}
                        part={part}
                        onPart={setPart}
                        search={search}
                        views={schema.value?.views ?? []}
                        onSaving={setSaving}
                        onChanged={queries.again}
                    />
                )}
                <div class="sql-desk">
                    {[schema, sessions, queries].map(
                        ({ error, again }, i) => error !== undefined && <Problem key={i} error={error} retry={again} />,
                    )}
                    <Editor
                        text={draft.sql}
                        views={schema.value?.views ?? NONE}
                        fault={fault}
                        focus={focus}
                        placed={desk.placed.value}
                        onText={(sql) => desk.type(sql)}
                        onRun={run}
                    />
                    <Parameters desk={desk} onRun={run} />
                    <RunBar desk={desk} limits={schema.value?.limits} onRun={run} onSave={save} />
                    <Fault desk={desk} />
                    <Result
                        desk={desk}
                        route={now}
                        sessions={known ?? []}
                        limits={schema.value?.limits}
                        none={known?.length === 0}
                        onChoose={() => setChoosing(true)}
                    />
                </div>
            </div>
            {choosing && (
                <ChooseSessions
                    sessions={known}
                    chosen={draft.sessions}
                    onClose={() => setChoosing(false)}
                    onChange={(ids) => desk.write({ sessions: ids })}
                />
            )}
            {saving !== undefined && (
                <SaveDialog
                    saving={saving}
                    onClose={() => setSaving(undefined)}
                    onSaved={(query) => {
                        setSaving(undefined);
                        desk.queries.value = [
                            ...(desk.queries.peek() ?? []).filter(({ id }) => id !== query.id),
                            query,
                        ];
                        desk.write({ query: query.id });
                        queries.again();
                    }}
                />
            )}
        </main>
    );
}

const NONE: never[] = [];
