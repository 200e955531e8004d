import { useState } from 'preact/hooks';
import { IconButton } from '../../ui/icon';
import { plain } from '../../ui/escape';
import { Text } from '../../ui/text';
import { useLoad } from '../../ui/load';
import { knownOf } from './known';
import { formatSpec, KINDS, parseSpec, type Spec, type WrittenArgument, wrongArguments } from './spec';

interface ChosenProps {
    pid: number;
    probes: readonly string[];
    onChange: (probes: string[]) => void;
}

/** What is going to be traced, as it is written: each text can be changed, and its arguments be given names and kinds. */
export function Chosen({ pid, probes, onChange }: ChosenProps) {
    const [fresh, setFresh] = useState('');
    const set = (at: number, text: string) => onChange(probes.map((each, i) => (i === at ? text : each)));
    const add = () => {
        if (fresh.trim() === '') return;
        onChange([...probes, fresh.trim()]);
        setFresh('');
    };
    return (
        <section class="pick-part" aria-labelledby="pick-chosen">
            <h2 id="pick-chosen">Chosen</h2>
            {probes.length === 0 && <p class="quiet">Nothing yet: tick something above, or write it here.</p>}
            <ol class="pick-chosen" hidden={probes.length === 0}>
                {probes.map((text, at) => (
                    <li key={at}>
                        <div class="pick-spec">
                            <input
                                class="input mono"
                                value={text}
                                spellcheck={false}
                                autocomplete="off"
                                aria-label={`What is traced, ${at + 1}`}
                                onInput={(event) => set(at, event.currentTarget.value)}
                            />
                            <IconButton
                                icon="close"
                                label={`Leave out ${plain(text)}`}
                                onClick={() => onChange(probes.filter((_, i) => i !== at))}
                            />
                        </div>
                        <Arguments pid={pid} text={text} onChange={(next) => set(at, next)} />
                    </li>
                ))}
            </ol>
            <div class="pick-spec">
                <input
                    class="input mono"
                    value={fresh}
                    spellcheck={false}
                    autocomplete="off"
                    aria-label="Another one, as on the command line"
                    placeholder="or write it: libc.so.6:strlen(s:str), provider:glob_*, !provider:noisy"
                    onInput={(event) => setFresh(event.currentTarget.value)}
                    onKeyDown={(key) => {
                        if (key.key !== 'Enter') return;
                        key.preventDefault();
                        add();
                    }}
                />
                <button type="button" class="button" onClick={add}>
                    Add
                </button>
            </div>
        </section>
    );
}

interface ArgumentsProps {
    pid: number;
    text: string;
    onChange: (text: string) => void;
}

function Arguments({ pid, text, onChange }: ArgumentsProps) {
    const spec = parseSpec(text);
    if (spec === undefined || /[*?]/.test(spec.name)) return null;
    return <Named pid={pid} spec={spec} onChange={(next) => onChange(formatSpec(next))} />;
}

function Named({ pid, spec, onChange }: { pid: number; spec: Spec; onChange: (spec: Spec) => void }) {
    const asKnown = spec.arguments === undefined;
    const known = useLoad(
        async (signal) => (asKnown ? { of: await knownOf(pid, spec, signal) } : undefined),
        [pid, spec.prefix, spec.place, spec.name, asKnown],
    );
    const told = known.value?.of;
    const write = (of: readonly WrittenArgument[] | undefined) => onChange({ ...spec, arguments: of });
    const named = spec.arguments ?? [];
    const wrong = wrongArguments(named);
    return (
        <div class="pick-arguments">
            {asKnown ? (
                <span class="quiet">
                    {told === undefined ? (
                        'Nothing is known of its arguments.'
                    ) : told.length === 0 ? (
                        'It has no arguments.'
                    ) : (
                        <Text of={told.map(({ name, kind }) => `${name} ${kind}`).join(', ')} cut={300} />
                    )}
                </span>
            ) : (
                named.map((argument, i) => (
                    <ArgumentRow
                        key={i}
                        at={i}
                        argument={argument}
                        onChange={(next) => write(named.map((each, j) => (j === i ? next : each)))}
                        onRemove={() => write(named.filter((_, j) => j !== i))}
                    />
                ))
            )}
            <button
                type="button"
                class="button small"
                onClick={() => write(asKnown && told?.length ? told : [...named, freshArgument(spec)])}>
                {asKnown ? 'Name its arguments' : 'Add an argument'}
            </button>
            {!asKnown && (
                <button type="button" class="button small" onClick={() => write(undefined)}>
                    As they are known
                </button>
            )}
            {wrong !== '' && (
                <p class="field-help wrong" role="alert">
                    {wrong}
                </p>
            )}
        </div>
    );
}

function freshArgument({ name, arguments: of }: Spec): WrittenArgument {
    return name.endsWith('%return') && !of?.length
        ? { name: 'result', kind: 'i64' }
        : { name: `arg${of?.length ?? 0}`, kind: 'int' };
}

interface ArgumentRowProps {
    at: number;
    argument: WrittenArgument;
    onChange: (argument: WrittenArgument) => void;
    onRemove: () => void;
}

function ArgumentRow({ at, argument: { name, kind }, onChange, onRemove }: ArgumentRowProps) {
    const length = /^buf\((.*)\)$/.exec(kind)?.[1];
    const base = length === undefined ? kind : 'buf';
    return (
        <div class="pick-argument">
            <input
                class="input mono"
                value={name}
                size={12}
                spellcheck={false}
                aria-label={`Name of argument ${at}`}
                onInput={(event) => onChange({ name: event.currentTarget.value.replace(/\W/g, '_'), kind })}
            />
            <select
                class="input"
                value={base}
                aria-label={`Kind of argument ${at}`}
                onChange={(event) => {
                    const next = event.currentTarget.value;
                    onChange({ name, kind: next === 'buf' ? 'buf(64)' : next });
                }}>
                {KINDS.map(([each, words]) => (
                    <option key={each} value={each}>
                        {each}: {words}
                    </option>
                ))}
                {!KINDS.some(([each]) => each === base) && <option value={base}>{base}</option>}
            </select>
            {length !== undefined && (
                <input
                    class="input mono"
                    value={length}
                    size={8}
                    aria-label={`Length of argument ${at}: bytes, or the argument that holds it`}
                    onInput={(event) =>
                        onChange({ name, kind: `buf(${event.currentTarget.value.replace(/\W/g, '')})` })
                    }
                />
            )}
            <IconButton icon="close" label={`Leave out argument ${name}`} onClick={onRemove} />
        </div>
    );
}
