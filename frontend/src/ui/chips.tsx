import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { Help, type FieldError } from './field';
import { IconButton } from './icon';

interface ChipsProps {
    label: string;
    help?: ComponentChildren;
    placeholder?: string;
    error?: FieldError | undefined;
    items: readonly string[];
    /** Why an item cannot be added, or "". */
    check: (item: string) => string;
    onChange: (items: string[]) => void;
}

/** A list of short words: Enter, comma or leaving the field adds one, Backspace in the empty field takes the last. */
export function Chips({ label, help, placeholder, error, items, check, onChange }: ChipsProps) {
    const id = useId();
    const [draft, setDraft] = useState('');
    const [wrong, setWrong] = useState('');
    const add = () => {
        const item = draft.trim().toLowerCase();
        const why = item === '' ? '' : check(item);
        setWrong(why);
        if (item === '' || why !== '') return;
        onChange([...items, item]);
        setDraft('');
    };
    const pressed = (key: KeyboardEvent) => {
        if (key.key === 'Enter' || key.key === ',') {
            key.preventDefault();
            add();
        } else if (key.key === 'Backspace' && draft === '') {
            onChange(items.slice(0, -1));
        }
    };
    return (
        <div class="field">
            <label for={id}>{label}</label>
            <div class="chips">
                {items.map((item) => (
                    <span class="chip" key={item}>
                        {item}
                        <IconButton
                            icon="close"
                            label={`Remove ${item}`}
                            onClick={() => onChange(items.filter((each) => each !== item))}
                        />
                    </span>
                ))}
                <input
                    id={id}
                    value={draft}
                    placeholder={placeholder}
                    spellcheck={false}
                    autocomplete="off"
                    aria-invalid={wrong !== ''}
                    aria-describedby={`${id}-help`}
                    onKeyDown={pressed}
                    onBlur={add}
                    onInput={(event) => {
                        setDraft(event.currentTarget.value);
                        setWrong('');
                    }}
                />
            </div>
            <Help id={`${id}-help`} error={wrong === '' ? error : { message: wrong, hint: '' }}>
                {help}
            </Help>
        </div>
    );
}
