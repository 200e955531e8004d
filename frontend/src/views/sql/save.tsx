import { useId, useState } from 'preact/hooks';
import { type ApiError, asApiError, changeQuery, type SavedQuery, saveQuery } from '../../api';
import { Dialog } from '../../ui/dialog';
import { Field } from '../../ui/field';
import { Problem } from '../../ui/message';
import { toast } from '../../ui/toast';
import { parametersOf } from './statement';

/** A statement that is to be kept, or a kept one that is to be changed. */
export type Saving =
    | { kind: 'new'; sql: string; values: Readonly<Record<string, string>>; of: SavedQuery | undefined }
    | { kind: 'change'; query: SavedQuery };

interface SaveProps {
    saving: Saving;
    onSaved: (query: SavedQuery) => void;
    onClose: () => void;
}

type Parameter = SavedQuery['parameters'][number];

/** Asks how a query is called, what it is about, and what its parameters are as long as nobody says. */
export function SaveDialog({ saving, onSaved, onClose }: SaveProps) {
    const old = saving.kind === 'change' ? saving.query : saving.of;
    const own = saving.kind === 'change' || saving.of?.own === true;
    const [title, setTitle] = useState(own ? (old?.title ?? '') : '');
    const [about, setAbout] = useState(own ? (old?.about ?? '') : '');
    const [sql, setSql] = useState(saving.kind === 'change' ? saving.query.sql : saving.sql);
    const [given, setGiven] = useState<readonly Parameter[]>(() => begun(saving));
    const [error, setError] = useState<ApiError>();
    const [busy, setBusy] = useState(false);
    const id = useId();
    const parameters = parametersOf(sql).map(
        (name) => given.find((each) => each.name === name) ?? { name, value: '', about: '' },
    );
    const set = (name: string, part: Partial<Parameter>) =>
        setGiven(parameters.map((each) => (each.name === name ? { ...each, ...part } : each)));
    const save = async (into: SavedQuery | undefined) => {
        setBusy(true);
        setError(undefined);
        const query = { title: title.trim(), about: about.trim(), sql, parameters: [...parameters] };
        try {
            onSaved(into === undefined ? await saveQuery(query) : await changeQuery(into.id, query));
            toast('Saved.');
        } catch (reason) {
            setError(asApiError(reason));
            setBusy(false);
        }
    };
    const able = !busy && title.trim() !== '' && sql.trim() !== '';
    return (
        <Dialog
            title={saving.kind === 'change' ? 'Change a saved query' : 'Save this query'}
            wide
            onClose={onClose}
            actions={
                <>
                    <button type="button" class="button" onClick={onClose}>
                        Cancel
                    </button>
                    {saving.kind === 'new' && own && old !== undefined && (
                        <button type="button" class="button" disabled={!able} onClick={() => void save(old)}>
                            Save over the old one
                        </button>
                    )}
                    <button
                        type="button"
                        class="button primary"
                        disabled={!able}
                        onClick={() => void save(saving.kind === 'change' ? saving.query : undefined)}>
                        {saving.kind === 'new' && own ? 'Save as a new one' : 'Save'}
                    </button>
                </>
            }>
            {error !== undefined && <Problem error={error} />}
            <Field
                label="Title"
                onEnter={() => void (able && save(saving.kind === 'change' ? saving.query : undefined))}
                first
                value={title}
                onInput={setTitle}
                help="How it is called in the list"
            />
            <Field label="About" value={about} onInput={setAbout} help="What it answers, in a sentence" />
            {saving.kind === 'change' && (
                <div class="field">
                    <label for={`${id}-sql`}>SQL</label>
                    <textarea
                        id={`${id}-sql`}
                        class="sql-text mono"
                        rows={8}
                        spellcheck={false}
                        value={sql}
                        onInput={(event) => setSql(event.currentTarget.value)}
                    />
                </div>
            )}
            {parameters.length > 0 && (
                <table class="table sql-defaults" aria-label="Parameters">
                    <thead>
                        <tr>
                            <th scope="col">Parameter</th>
                            <th scope="col">Value as long as nobody says</th>
                            <th scope="col">What it is</th>
                        </tr>
                    </thead>
                    <tbody>
                        {parameters.map(({ name, value, about: what }) => (
                            <tr key={name}>
                                <th scope="row" class="mono">
                                    :{name}
                                </th>
                                <td>
                                    <input
                                        class="input"
                                        aria-label={`Value of ${name}`}
                                        value={value}
                                        onInput={(event) => set(name, { value: event.currentTarget.value })}
                                    />
                                </td>
                                <td>
                                    <input
                                        class="input"
                                        aria-label={`What ${name} is`}
                                        value={what}
                                        onInput={(event) => set(name, { about: event.currentTarget.value })}
                                    />
                                </td>
                            </tr>
                        ))}
                    </tbody>
                </table>
            )}
        </Dialog>
    );
}

function begun(saving: Saving): Parameter[] {
    if (saving.kind === 'change') return saving.query.parameters;
    return parametersOf(saving.sql).map((name) => ({
        name,
        value: saving.values[name] ?? '',
        about: saving.of?.parameters.find((each) => each.name === name)?.about ?? '',
    }));
}
