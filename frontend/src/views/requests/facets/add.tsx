import { useEffect, useId, useState } from 'preact/hooks';
import { completions } from '../../../api';
import { ADDABLE, isField, nameOf } from './fields';

const ASK_MILLIS = 80;

/** Adds a facet: a known field or a header, completed from the names that were seen. */
export function AddFacet({
    session,
    shown,
    onAdd,
}: {
    session: string;
    shown: readonly string[];
    onAdd: (field: string) => void;
}) {
    const id = useId();
    const [draft, setDraft] = useState('');
    const [wrong, setWrong] = useState(false);
    const names = useNames(session, draft);
    const offered = [...ADDABLE, ...names].filter((name) => !shown.includes(name));
    const add = (text: string) => {
        const typed = text.trim().toLowerCase();
        const field =
            isField(typed) || typed === '' ? typed : (names.find((name) => name.endsWith(`.${typed}`)) ?? typed);
        setWrong(typed !== '' && !isField(field));
        if (field === '' || !isField(field)) return;
        setDraft('');
        onAdd(field);
    };
    return (
        <form
            class="facet-add"
            onSubmit={(event) => {
                event.preventDefault();
                add(draft);
            }}>
            <input
                class="input"
                aria-label="Add a field or header"
                placeholder="Add a field or header"
                list={id}
                value={draft}
                spellcheck={false}
                autocomplete="off"
                aria-invalid={wrong}
                aria-describedby={`${id}-help`}
                onInput={(event) => {
                    const { value } = event.currentTarget;
                    setDraft(value);
                    setWrong(false);
                    // Chosen from the list, it comes whole and without keys.
                    if (event instanceof InputEvent && event.inputType === 'insertReplacementText') add(value);
                }}
            />
            <datalist id={id}>
                {offered.map((name) => (
                    <option key={name} value={name} label={ADDABLE.includes(name) ? nameOf(name) : undefined} />
                ))}
            </datalist>
            <p id={`${id}-help`} class="field-help wrong" role={wrong ? 'alert' : undefined}>
                {wrong && 'Write a header as req.NAME, res.NAME or header.NAME.'}
            </p>
        </form>
    );
}

/** Names of headers that hold what is written, as they were seen in the session; "" for the session: not yet. */
function useNames(session: string, draft: string): string[] {
    const [names, setNames] = useState<string[]>([]);
    const typed = draft.trim();
    useEffect(() => {
        if (session === '') return undefined;
        const stop = new AbortController();
        const text = typed === '' ? 're' : typed;
        const timer = setTimeout(() => {
            completions(session, text, text.length, stop.signal).then(
                ({ items }) => setNames(items.filter(({ kind }) => kind === 'name').map((item) => item.text)),
                // Without them one can still write the name.
                () => undefined,
            );
        }, ASK_MILLIS);
        return () => {
            clearTimeout(timer);
            stop.abort();
        };
    }, [session, typed]);
    return names;
}
