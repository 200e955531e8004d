import { useState } from 'preact/hooks';
import { FAMILIES } from '../frames';
import { FATE_CHOICES, SPACES } from '../names';
import { COLUMNS } from './columns';
import type { Only } from './only';

interface FiltersProps {
    only: Only;
    onOnly: (only: Only) => void;
    hidden: ReadonlySet<string>;
    onHidden: (hidden: ReadonlySet<string>) => void;
}

/** What to see of the packets, and which of their columns. */
export function Filters({ only, onOnly, hidden, onHidden }: FiltersProps) {
    const set = (what: Partial<Only>) => onOnly({ ...only, ...what });
    const any = Object.values(only).some((value) => value !== '');
    return (
        <div class="toolbar packet-bar" role="search">
            <Select
                label="Direction"
                value={only.direction}
                among={['sent', 'received']}
                onChange={(direction) => set({ direction })}
            />
            <Select
                label="Space"
                value={only.space}
                among={Object.entries(SPACES).map(([id, { name }]) => [id, name] as const)}
                onChange={(space) => set({ space })}
            />
            <Select label="Fate" value={only.fate} among={FATE_CHOICES} onChange={(fate) => set({ fate })} />
            <Select
                label="Frames"
                value={only.frame}
                among={Object.entries(FAMILIES).map(([id, { name }]) => [id, name] as const)}
                onChange={(frame) => set({ frame })}
            />
            <Input label="Stream" value={only.stream} width="64px" onInput={(stream) => set({ stream })} />
            <Input label="Number" value={only.number} width="92px" onInput={(number) => set({ number })} />
            <Input label="Text" value={only.text} width="140px" onInput={(text) => set({ text })} />
            {any && (
                <button type="button" class="link-button" onClick={() => onOnly(NONE)}>
                    All packets
                </button>
            )}
            <span class="quic-room" />
            <Columns hidden={hidden} onHidden={onHidden} />
        </div>
    );
}

const NONE: Only = { direction: '', space: '', fate: '', frame: '', stream: '', number: '', text: '' };

interface SelectProps {
    label: string;
    value: string;
    among: readonly (string | readonly [string, string])[];
    onChange: (value: string) => void;
}

function Select({ label, value, among, onChange }: SelectProps) {
    return (
        <label class="small-field">
            <span>{label}</span>
            <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
                <option value="">any</option>
                {among.map((each) => {
                    const [id, name] = typeof each === 'string' ? [each, each] : each;
                    return (
                        <option key={id} value={id}>
                            {name}
                        </option>
                    );
                })}
            </select>
        </label>
    );
}

interface InputProps {
    label: string;
    value: string;
    width: string;
    onInput: (value: string) => void;
}

function Input({ label, value, width, onInput }: InputProps) {
    return (
        <label class="small-field">
            <span>{label}</span>
            <input
                type="text"
                value={value}
                style={{ width }}
                placeholder={label === 'Number' ? '17-20' : ''}
                onInput={(event) => onInput(event.currentTarget.value.trim())}
            />
        </label>
    );
}

function Columns({ hidden, onHidden }: Pick<FiltersProps, 'hidden' | 'onHidden'>) {
    const [open, setOpen] = useState(false);
    const toggle = (id: string) => {
        const next = new Set(hidden);
        if (!next.delete(id)) next.add(id);
        onHidden(next);
    };
    return (
        <div class="column-choice" onKeyDown={(key) => key.key === 'Escape' && setOpen(false)}>
            <button type="button" class="button small" aria-expanded={open} onClick={() => setOpen(!open)}>
                Columns
            </button>
            {open && (
                <fieldset aria-label="Columns">
                    {COLUMNS.map(({ id, name }) => (
                        <label key={id} class="check">
                            <input type="checkbox" checked={!hidden.has(id)} onChange={() => toggle(id)} />
                            {name}
                        </label>
                    ))}
                </fieldset>
            )}
        </div>
    );
}
