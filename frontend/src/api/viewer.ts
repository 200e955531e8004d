import { computed, signal } from '@preact/signals';
import { type ApiError, ended, get } from './http';
import type { Redaction } from './links';

/** Who looks: someone with the token, or someone who was sent a link. */
export type Viewer =
    | { kind: 'full' }
    | { kind: 'link'; session: string; view: string; note: string; redaction: Redaction; expiresAt: string };

export const viewer = signal<Viewer>({ kind: 'full' });

/** Sees one view and changes nothing: what would be refused is not offered. */
export const guest = computed(() => viewer.value.kind === 'link');

/** Why the link that one came by shows nothing any more. */
export const linkEnded = computed<ApiError | undefined>(() => ended.value);

/** Where nobody may look at all, the view itself says so. */
export async function loadViewer(): Promise<void> {
    try {
        viewer.value = await get<Viewer>('/api/viewer');
    } catch {
        viewer.value = { kind: 'full' };
    }
}

/** What the server says of a link that leads nowhere; one that does after all is followed. */
export async function whyNot(path: string): Promise<string> {
    const answer = await fetch(path, { headers: { Accept: 'application/json' }, redirect: 'manual' });
    if (answer.type === 'opaqueredirect') {
        location.reload();
        return '';
    }
    const { error = '', hint = '' } = (await answer.json()) as { error?: string; hint?: string };
    return `${error}: ${hint}`;
}
