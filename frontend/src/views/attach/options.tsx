import { Chips } from '../../ui/chips';
import { Field } from '../../ui/field';
import { checkHeader, type Draft, type Errors } from './form';
import { Hidden } from './hidden';
import { Wanted } from './wanted';

export interface OptionsProps {
    draft: Draft;
    errors: Errors;
    change: (part: Partial<Draft>) => void;
}

/** Everything beside the preset: name, bounds, filters and what is hidden. */
export function Options({ draft, errors, change }: OptionsProps) {
    return (
        <>
            <section class="group" aria-labelledby="bounds">
                <h2 id="bounds">Name and bounds</h2>
                <Field
                    label="Name"
                    value={draft.name}
                    error={errors.name}
                    placeholder="chosen for you"
                    help="It can be changed later."
                    onInput={(name) => change({ name })}
                />
                <Field
                    label="Longest duration"
                    value={draft.maxDuration}
                    error={errors.maxDuration}
                    help="30s, 10m, 2h; then it detaches by itself."
                    onInput={(maxDuration) => change({ maxDuration })}
                />
                <Field
                    label="Most events"
                    value={draft.maxEvents}
                    error={errors.maxEvents}
                    placeholder="no bound"
                    help="It detaches when they are reached."
                    onInput={(maxEvents) => change({ maxEvents })}
                />
                <Field
                    label="Largest file"
                    value={draft.maxBytes}
                    error={errors.maxBytes}
                    placeholder="no bound"
                    help="500m, 10g."
                    onInput={(maxBytes) => change({ maxBytes })}
                />
            </section>
            <section class="group" aria-labelledby="filters">
                <h2 id="filters">Filters</h2>
                <Field
                    label="Share of connections"
                    unit="%"
                    value={draft.sample}
                    error={errors.sample}
                    help="Chosen by connection: all of its requests, or none."
                    onInput={(sample) => change({ sample })}
                />
                <Field
                    label="Longest value"
                    unit="bytes"
                    value={draft.valueLimit}
                    error={errors.valueLimit}
                    help="Longer ones are cut and marked, up to 8192."
                    onInput={(valueLimit) => change({ valueLimit })}
                />
                <Headers
                    label="Request headers to keep"
                    items={draft.requestHeaders}
                    error={errors.requestHeaders}
                    onChange={(requestHeaders) => change({ requestHeaders })}
                />
                <Headers
                    label="Response headers to keep"
                    items={draft.responseHeaders}
                    error={errors.responseHeaders}
                    onChange={(responseHeaders) => change({ responseHeaders })}
                />
                <Wanted draft={draft} errors={errors} change={change} />
            </section>
            <Hidden draft={draft} errors={errors} change={change} />
        </>
    );
}

interface HeadersProps {
    label: string;
    items: string[];
    error: Errors['form'];
    onChange: (items: string[]) => void;
}

function Headers({ label, items, error, onChange }: HeadersProps) {
    return (
        <Chips
            label={label}
            items={items}
            error={error}
            placeholder={items.length === 0 ? 'every one' : 'add a name'}
            check={(name) => checkHeader(name, items)}
            help="Others are dropped in the kernel, and counted."
            onChange={onChange}
        />
    );
}
