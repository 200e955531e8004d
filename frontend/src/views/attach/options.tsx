import { Chips } from '../../ui/chips';
import { Field } from '../../ui/field';
import { checkHeader, type Draft, type Errors, MASKED } from './form';

interface OptionsProps {
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
                <Field label="Name" value={draft.name} error={errors.name} placeholder="chosen for you" help="It can be changed later."
                    onInput={(name) => change({ name })} />
                <Field label="Longest duration" value={draft.maxDuration} error={errors.maxDuration} help="30s, 10m, 2h; then it detaches by itself."
                    onInput={(maxDuration) => change({ maxDuration })} />
                <Field label="Most events" value={draft.maxEvents} error={errors.maxEvents} placeholder="no bound" help="It detaches when they are reached."
                    onInput={(maxEvents) => change({ maxEvents })} />
                <Field label="Largest file" value={draft.maxBytes} error={errors.maxBytes} placeholder="no bound" help="500m, 10g."
                    onInput={(maxBytes) => change({ maxBytes })} />
            </section>
            <section class="group" aria-labelledby="filters">
                <h2 id="filters">Filters</h2>
                <Field label="Share of connections" unit="%" value={draft.sample} error={errors.sample}
                    help="Chosen by connection: all of its requests, or none." onInput={(sample) => change({ sample })} />
                <Field label="Longest value" unit="bytes" value={draft.valueLimit} error={errors.valueLimit}
                    help="Longer ones are cut and marked, up to 8192." onInput={(valueLimit) => change({ valueLimit })} />
                <Headers label="Request headers to keep" items={draft.requestHeaders} error={errors.requestHeaders}
                    onChange={(requestHeaders) => change({ requestHeaders })} />
                <Headers label="Response headers to keep" items={draft.responseHeaders} error={errors.responseHeaders}
                    onChange={(responseHeaders) => change({ responseHeaders })} />
            </section>
            <section class="group" aria-labelledby="hidden">
                <h2 id="hidden">What is hidden</h2>
                <div class="span">
                    <Chips label="Masked before they are stored" items={draft.redact} placeholder="add a header’s name"
                        check={(name) => checkHeader(name, draft.redact)} error={errors.redact}
                        help={<MaskedHelp masked={draft.redact} />} onChange={(redact) => change({ redact })} />
                </div>
                <AppData on={draft.appData} onChange={(appData) => change({ appData })} />
            </section>
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
    return <Chips label={label} items={items} error={error} placeholder={items.length === 0 ? 'every one' : 'add a name'}
        check={(name) => checkHeader(name, items)} help="Others are dropped in the kernel, and counted." onChange={onChange} />;
}

function MaskedHelp({ masked }: { masked: string[] }) {
    const bare = MASKED.filter((name) => !masked.includes(name));
    if (bare.length === 0) return <>Of their values only the scheme and the names of cookies are kept.</>;
    return <strong class="warning-text">Values of {bare.join(', ')} will be stored as they are: they let others in.</strong>;
}

function AppData({ on, onChange }: { on: boolean; onChange: (on: boolean) => void }) {
    return (
        <div class="span">
            <label class="tick">
                <input type="checkbox" checked={on} onChange={(event) => onChange(event.currentTarget.checked)} />
                <span>Capture application data: payload bytes of packets and frames</span>
            </label>
            <p class={on ? 'field-help warning-text' : 'field-help'} role="status">
                {on ? 'The contents of people’s requests and answers will be on this disk. TLS secrets stay withheld all the same.'
                    : 'Withheld in the kernel: their lengths are kept, their bytes never leave it.'}
            </p>
        </div>
    );
}
