import { signal } from '@preact/signals';
import { asApiError } from '../api';
import { sentence } from './format';
import './toast.css';

interface Toast {
    id: number;
    text: string;
    bad: boolean;
}

const SHOWN_MILLIS = 6000;
const toasts = signal<Toast[]>([]);
let last = 0;

/** Says something in passing; nothing that must be answered. */
export function toast(text: string, bad = false): void {
    const id = ++last;
    toasts.value = [...toasts.value.slice(-2), { id, text, bad }];
    setTimeout(() => {
        toasts.value = toasts.value.filter((each) => each.id !== id);
    }, SHOWN_MILLIS);
}

/** Says that something failed, why, and what to do. */
export function failed(reason: unknown): void {
    const { message, hint } = asApiError(reason);
    toast(`${sentence(message)} ${sentence(hint)}`, true);
}

export function Toasts() {
    return (
        <div class="toasts" role="status" aria-live="polite">
            {toasts.value.map((each) => (
                <div key={each.id} class={each.bad ? 'toast bad' : 'toast'}>
                    {each.text}
                </div>
            ))}
        </div>
    );
}
