import type { Completions } from '../api';

/** What can be written at the caret; of what was searched before, the whole of it. */
export interface Choice {
    text: string;
    kind: Completions['items'][number]['kind'] | 'history';
    detail?: string | null;
}

export interface Choices {
    from: number;
    to: number;
    items: Choice[];
}

export const NONE: Choices = { from: 0, to: 0, items: [] };

/**
 * What is left of a list once more has been written into the word that it completes, so that something is there before the
 * server has answered; undefined where the list says nothing about it.
 */
export function narrowedBy(list: Choices, before: string, text: string, caret: number): Choices | undefined {
    const same = text.slice(0, list.from) === before.slice(0, list.from);
    const written = text.slice(list.from, caret);
    const old = before.slice(list.from, list.to);
    if (!same || caret < list.from || !written.startsWith(old) || /\s/.test(written.slice(old.length)))
        return undefined;
    const lower = written.replaceAll('"', '').toLowerCase();
    const items = list.items.filter(
        ({ text: item, kind }) => kind !== 'history' && item.replaceAll('"', '').toLowerCase().includes(lower),
    );
    return { from: list.from, to: caret, items };
}

/** Earlier searches, the latest first, each once. */
export const remember = (history: readonly string[], query: string, most: number): string[] =>
    query.trim() === ''
        ? [...history]
        : [query.trim(), ...history.filter((each) => each !== query.trim())].slice(0, most);

/** Answers that were had a moment ago. */
export class Recent<T> {
    private readonly known = new Map<string, { value: T; at: number }>();

    constructor(
        private readonly most: number,
        private readonly millis: number,
        private readonly now: () => number = () => performance.now(),
    ) {}

    get(key: string): T | undefined {
        const found = this.known.get(key);
        return found !== undefined && this.now() - found.at < this.millis ? found.value : undefined;
    }

    put(key: string, value: T): void {
        this.known.delete(key);
        this.known.set(key, { value, at: this.now() });
        const [oldest] = this.known.keys();
        if (this.known.size > this.most && oldest !== undefined) this.known.delete(oldest);
    }
}
