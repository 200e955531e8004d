import { useState } from 'preact/hooks';
import { targetFiles, type TargetFunction, targetFunctions } from '../../api';
import { useLoad } from '../../ui/load';
import { Note, Problem } from '../../ui/message';
import { plain } from '../../ui/escape';
import { Choices, type PickerProps } from './pickers';

/** Functions of the program or of a library that it maps, by a part of their name; each also where it returns. */
export function Functions(props: PickerProps) {
    const files = useLoad((signal) => targetFiles(props.pid, signal), [props.pid]);
    const [chosenFile, setFile] = useState('');
    const [find, setFind] = useState('');
    const [returns, setReturns] = useState(false);
    const file = chosenFile === '' ? (files.value?.[0]?.name ?? '') : chosenFile;
    const loaded = useLoad(
        async (signal) => (file === '' ? undefined : targetFunctions(props.pid, file, find.trim(), 60, signal)),
        [props.pid, file, find],
    );
    if (files.error !== undefined) return <Problem error={files.error} retry={files.again} />;
    return (
        <>
            <div class="pick-search">
                <label>
                    <span class="unseen">File</span>
                    <select class="input" value={file} onChange={(event) => setFile(event.currentTarget.value)}>
                        {(files.value ?? []).map(({ name, path }) => (
                            <option key={path} value={name} title={plain(path)}>
                                {plain(name)}
                            </option>
                        ))}
                    </select>
                </label>
                <input
                    class="input"
                    type="search"
                    value={find}
                    placeholder="Part of a function’s name, or a glob"
                    aria-label="Find a function"
                    onInput={(event) => setFind(event.currentTarget.value)}
                />
                <label class="tick">
                    <input
                        type="checkbox"
                        checked={returns}
                        onChange={(event) => setReturns(event.currentTarget.checked)}
                    />
                    <span>where they return</span>
                </label>
            </div>
            {loaded.error !== undefined && <Problem error={loaded.error} retry={loaded.again} />}
            {loaded.value?.stripped && (
                <p class="quiet">This file was stripped: only functions that other files may call have names.</p>
            )}
            {files.value !== undefined && files.value.length === 0 ? (
                <Note title="Nothing that it maps can be read" />
            ) : (
                <Choices
                    {...props}
                    label="Functions"
                    rows={(loaded.value?.rows ?? []).map((row) => choiceOf(file, row, returns))}
                    total={loaded.value?.total}
                />
            )}
        </>
    );
}

function choiceOf(file: string, { name, arguments: of, indirect }: TargetFunction, returns: boolean) {
    const text = `${file}:${name}${returns ? '%return' : ''}`;
    const told = returns
        ? 'what it returns'
        : of === null
          ? ''
          : of.map((each) => `${each.name} ${each.kind}`).join(', ');
    return { text, name: returns ? `${name}%return` : name, detail: indirect ? `${told} the one in use` : told };
}
