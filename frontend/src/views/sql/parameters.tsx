import { useId } from 'preact/hooks';
import { About } from './about';
import type { Desk } from './desk';

/** The `:name`s of a statement as fields: Enter runs it with what stands there. */
export function Parameters({ desk, onRun }: { desk: Desk; onRun: () => void }) {
    const names = desk.names.value;
    const { parameters } = desk.draft.value;
    const id = useId();
    if (names.length === 0) return null;
    const known = desk.saved.value?.parameters ?? [];
    return (
        <div class="sql-parameters" role="group" aria-label="Parameters">
            {names.map((name) => {
                const about = known.find((each) => each.name === name)?.about ?? '';
                return (
                    <div key={name} class="sql-parameter">
                        <label for={`${id}-${name}`} class="mono">
                            :{name}
                        </label>
                        <input
                            id={`${id}-${name}`}
                            class="input"
                            autocomplete="off"
                            spellcheck={false}
                            value={parameters[name] ?? ''}
                            aria-describedby={about === '' ? undefined : `${id}-${name}-about`}
                            onKeyDown={(event) => {
                                if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.isComposing)
                                    return;
                                event.preventDefault();
                                onRun();
                            }}
                            onInput={(event) =>
                                desk.write({ parameters: { ...parameters, [name]: event.currentTarget.value } })
                            }
                        />
                        {about !== '' && (
                            <span id={`${id}-${name}-about`} class="quiet">
                                <About of={about} cut={160} />
                            </span>
                        )}
                    </div>
                );
            })}
        </div>
    );
}
