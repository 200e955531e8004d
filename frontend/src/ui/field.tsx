import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { sentence } from './format';
import './field.css';

export interface FieldError {
    message: string;
    hint: string;
}

interface FieldProps {
    label: string;
    help?: ComponentChildren;
    error?: FieldError | undefined;
    value: string;
    unit?: string;
    placeholder?: string;
    disabled?: boolean;
    /** In a dialog: the first to be written. */
    first?: boolean;
    onInput: (value: string) => void;
    onEnter?: () => void;
}

/** A labelled field of text; what is wrong with it is said at its place. */
export function Field({ label, help, error, value, unit, placeholder, disabled, first, onInput, onEnter }: FieldProps) {
    const id = useId();
    return (
        <div class="field">
            <label for={id}>{label}</label>
            <div class="field-input">
                <input
                    id={id}
                    class="input"
                    value={value}
                    placeholder={placeholder}
                    disabled={disabled}
                    autofocus={first}
                    spellcheck={false}
                    autocomplete="off"
                    aria-invalid={error !== undefined}
                    aria-describedby={`${id}-help`}
                    onInput={(event) => onInput(event.currentTarget.value)}
                    onKeyDown={(event) => {
                        if (event.key === 'Enter' && !event.isComposing) onEnter?.();
                    }}
                />
                {unit !== undefined && <span class="quiet">{unit}</span>}
            </div>
            <Help id={`${id}-help`} error={error}>
                {help}
            </Help>
        </div>
    );
}

/** What a field is for, or what is wrong with it. */
export function Help({
    id,
    error,
    children,
}: {
    id: string;
    error?: FieldError | undefined;
    children?: ComponentChildren;
}) {
    return (
        <div id={id} class={error ? 'field-help wrong' : 'field-help'} role={error ? 'alert' : undefined}>
            {error ? (
                <>
                    <strong>{sentence(error.message)}</strong> {sentence(error.hint)}
                </>
            ) : (
                children
            )}
        </div>
    );
}
