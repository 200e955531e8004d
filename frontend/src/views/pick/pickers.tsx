import { useState } from 'preact/hooks';
import { tracepoints } from '../../api';
import { plural } from '../../ui/format';
import { useLoad } from '../../ui/load';
import { Note, Problem } from '../../ui/message';
import { Text } from '../../ui/text';
import { Functions } from './functions';
import { Usdt } from './usdt';

export interface PickerProps {
    pid: number;
    /** As they are written. */
    chosen: readonly string[];
    onAdd: (text: string) => void;
    onRemove: (text: string) => void;
}

const SORTS = [
    ['usdt', 'USDT probes'],
    ['functions', 'Functions'],
    ['kernel', 'Kernel tracepoints'],
] as const;

/** What can be traced, by its sort. */
export function Pickers(props: PickerProps) {
    const machine = props.pid === 0;
    const [sort, setSort] = useState<(typeof SORTS)[number][0]>(machine ? 'kernel' : 'usdt');
    return (
        <section class="pick-part" aria-labelledby="pick-what">
            <h2 id="pick-what">What</h2>
            <div class="pick-sorts" role="group" aria-label="Sort of probe">
                {SORTS.filter(([each]) => !machine || each === 'kernel').map(([each, name]) => (
                    <button
                        key={each}
                        type="button"
                        class="pick-sort"
                        aria-pressed={each === sort}
                        onClick={() => setSort(each)}>
                        {name}
                    </button>
                ))}
            </div>
            {sort === 'usdt' && <Usdt {...props} />}
            {sort === 'functions' && <Functions {...props} />}
            {sort === 'kernel' && <Tracepoints {...props} />}
        </section>
    );
}

function Tracepoints({ chosen, onAdd, onRemove }: PickerProps) {
    const [find, setFind] = useState('');
    const loaded = useLoad((signal) => tracepoints(find.trim(), 60, signal), [find]);
    return (
        <>
            <input
                class="input"
                type="search"
                value={find}
                placeholder="Part of a name, as in sched_process"
                aria-label="Find a tracepoint"
                onInput={(event) => setFind(event.currentTarget.value)}
            />
            {loaded.error !== undefined && <Problem error={loaded.error} retry={loaded.again} />}
            <Choices
                label="Tracepoints"
                rows={(loaded.value?.rows ?? []).map((text) => ({ text, name: text, detail: '' }))}
                total={loaded.value?.total}
                chosen={chosen}
                onAdd={onAdd}
                onRemove={onRemove}
            />
        </>
    );
}

export interface Choice {
    /** As it is written. */
    text: string;
    name: string;
    detail: string;
}

interface ChoicesProps extends Omit<PickerProps, 'pid'> {
    label: string;
    rows: readonly Choice[];
    total: number | undefined;
}

/** What is found, each with a tick. */
export function Choices({ label, rows, total, chosen, onAdd, onRemove }: ChoicesProps) {
    if (total === 0) return <Note title="Nothing of that name here">Write another part of it.</Note>;
    return (
        <>
            <ul class="pick-choices" aria-label={label} tabIndex={0}>
                {rows.map(({ text, name, detail }) => {
                    const written = chosen.find((each) => each === text || each.startsWith(`${text}(`));
                    return (
                        <li key={text}>
                            <label>
                                <input
                                    type="checkbox"
                                    checked={written !== undefined}
                                    onChange={() => (written === undefined ? onAdd(text) : onRemove(written))}
                                />
                                <span class="mono">
                                    <Text of={name} />
                                </span>
                                <span class="quiet ellipsis">
                                    <Text of={detail} cut={160} />
                                </span>
                            </label>
                        </li>
                    );
                })}
            </ul>
            <p class="quiet" role="status">
                {total === undefined
                    ? 'Looking …'
                    : total > rows.length
                      ? `${plural(total, 'name')}; the first ${rows.length} are shown: write more to find the others.`
                      : plural(total, 'name')}
            </p>
        </>
    );
}
