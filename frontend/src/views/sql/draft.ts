import type { Draft } from './desk';

const KEY = 'sql draft';

/** What was written and not run, of the address it was written on: it outlives a reload, and nothing more. */
export function keepDraft(at: string, draft: Draft): void {
    try {
        sessionStorage.setItem(KEY, JSON.stringify({ at, draft }));
    } catch {
        // Storage is refused, or full: what is written holds until the page is left.
    }
}

export function keptDraft(at: string): Draft | undefined {
    try {
        const read = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as { at?: string; draft?: Draft } | null;
        return read?.at === at && typeof read.draft?.sql === 'string' ? read.draft : undefined;
    } catch {
        return undefined;
    }
}

export function dropDraft(): void {
    try {
        sessionStorage.removeItem(KEY);
    } catch {
        // Nothing was kept.
    }
}
