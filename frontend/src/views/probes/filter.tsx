import { useEffect, useRef, useState } from 'preact/hooks';
import type { ApiError } from '../../api';
import type { FiredProbe } from '../../api/probes';
import type { ProbesRoute } from '../../route';
import { sentence } from '../../ui/format';
import { IconButton } from '../../ui/icon';
import { useCommands } from '../../ui/keys';
import { numeric } from './words';

interface FilterProps {
    row: FiredProbe;
    route: ProbesRoute;
    fault: ApiError | undefined;
    onRun: (q: string) => void;
}

/** What the events are narrowed to: the query language over the probe's arguments. */
export function Filter({ row, route, fault, onRun }: FilterProps) {
    const input = useRef<HTMLInputElement>(null);
    const [draft, setDraft] = useState(route.q);
    useEffect(() => setDraft(route.q), [route.q]);
    useCommands('Probes', [{ name: 'Filter by arguments', keys: ['/'], run: () => input.current?.select() }]);
    const names = [...row.arguments.map(({ name }) => name), '@tid', '@pid'];
    return (
        <form
            class="probe-filter"
            onSubmit={(event) => {
                event.preventDefault();
                onRun(draft.trim());
            }}>
            <input
                ref={input}
                class="input mono"
                type="text"
                value={draft}
                list="probe-arguments"
                spellcheck={false}
                autocomplete="off"
                aria-label="Filter by arguments"
                aria-invalid={fault !== undefined}
                aria-describedby="probe-filter-help"
                placeholder={`Filter, as in ${example(row)}`}
                onInput={(event) => setDraft(event.currentTarget.value)}
            />
            {route.q !== '' && <IconButton icon="close" label="Clear the filter" onClick={() => onRun('')} />}
            <button type="submit" class="button small">
                Filter
            </button>
            <div
                id="probe-filter-help"
                class={fault ? 'field-help wrong' : 'unseen'}
                role={fault ? 'alert' : undefined}>
                {fault ? (
                    <>
                        <strong>{sentence(fault.message)}</strong> {sentence(fault.hint)}
                    </>
                ) : (
                    `Of ${names.join(', ')}`
                )}
            </div>
        </form>
    );
}

function example({ arguments: of }: FiredProbe): string {
    const number = of.find(({ kind }) => numeric(kind));
    const text = of.find(({ kind }) => !numeric(kind));
    const parts = [number && `${number.name} > 100`, text && `${text.name} ~ "tmp"`].filter(
        (part) => part !== undefined,
    );
    return parts.length === 0 ? '@tid = 1' : parts.join(' and ');
}
