import { effect, signal, type Signal } from '@preact/signals';

/** A choice of this browser's user that outlives the page; where storage is refused, it holds until the page is closed. */
export function remembered<T>(name: string, usual: T): Signal<T> {
    const kept = signal(stored(name, usual));
    effect(() => {
        try {
            if (JSON.stringify(kept.value) === JSON.stringify(usual)) localStorage.removeItem(name);
            else localStorage.setItem(name, JSON.stringify(kept.value));
        } catch {
            // Nothing can be kept here.
        }
    });
    return kept;
}

function stored<T>(name: string, usual: T): T {
    try {
        const text = localStorage.getItem(name);
        return text === null ? usual : (JSON.parse(text) as T);
    } catch {
        return usual;
    }
}
