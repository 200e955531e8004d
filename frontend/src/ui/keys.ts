import { useEffect } from 'preact/hooks';

/** Whether keys pressed there write text, so that they are nobody else's. */
function writes(target: EventTarget | null): boolean {
    if (!(target instanceof HTMLElement)) return false;
    if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type);
    return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}

/** Answers false where the key is not meant for it after all. */
type Action = (event: KeyboardEvent) => void | false;

/** Keys of a whole view, by `KeyboardEvent.key`; silent while someone writes, or a dialog is open. */
export function useKeys(keys: Record<string, Action>): void {
    useEffect(() => {
        const pressed = (event: KeyboardEvent) => {
            if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || writes(event.target))
                return;
            if (document.querySelector('dialog[open]') !== null) return;
            if (keys[event.key]?.(event) !== false && event.key in keys) event.preventDefault();
        };
        document.addEventListener('keydown', pressed);
        return () => document.removeEventListener('keydown', pressed);
    });
}
