import { Chips } from '../../ui/chips';
import { checkHeader, type Draft, MASKED } from './form';
import type { OptionsProps } from './options';

/** What is taken out of the capture, and what is not unless one asks for it. */
export function Hidden({ draft, errors, change }: OptionsProps) {
    return (
        <section class="group" aria-labelledby="hidden">
            <h2 id="hidden">What is hidden</h2>
            <div class="span">
                <Chips
                    label="Masked before they are stored"
                    items={draft.redact}
                    placeholder="add a header’s name"
                    check={(name) => checkHeader(name, draft.redact)}
                    error={errors.redact}
                    help={<MaskedHelp draft={draft} />}
                    onChange={(redact) => change({ redact })}
                />
            </div>
            <div class="span">
                <Chips
                    label="Never read: withheld in the kernel"
                    items={draft.withhold}
                    placeholder="add a header’s name"
                    check={(name) => checkHeader(name, draft.withhold)}
                    error={errors.withhold}
                    help={<WithheldHelp draft={draft} />}
                    onChange={(withhold) => change({ withhold })}
                />
            </div>
            <AppData on={draft.appData} onChange={(appData) => change({ appData })} />
        </section>
    );
}

function MaskedHelp({ draft }: { draft: Draft }) {
    const bare = MASKED.filter((name) => !draft.redact.includes(name) && !draft.withhold.includes(name));
    if (bare.length === 0) return <>Of their values only the scheme and the names of cookies are kept.</>;
    return (
        <strong class="warning-text">
            Values of {bare.join(', ')} will be stored as they are: they let others in.
        </strong>
    );
}

function WithheldHelp({ draft }: { draft: Draft }) {
    const both = draft.withhold.filter((name) => draft.redact.includes(name));
    if (both.length === 0) return <>Only the lengths of their values are told.</>;
    return <>Only the lengths of their values are told. Nothing is left to mask of {both.join(', ')}.</>;
}

function AppData({ on, onChange }: { on: boolean; onChange: (on: boolean) => void }) {
    return (
        <div class="span">
            <label class="tick">
                <input type="checkbox" checked={on} onChange={(event) => onChange(event.currentTarget.checked)} />
                <span>Capture application data: payload bytes of packets and frames</span>
            </label>
            <p class={on ? 'field-help warning-text' : 'field-help'} role="status">
                {on
                    ? 'The contents of people’s requests and answers will be on this disk. TLS secrets stay withheld.'
                    : 'Withheld in the kernel: their lengths are kept, their bytes never leave it.'}
            </p>
        </div>
    );
}
