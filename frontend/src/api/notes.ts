import { signal } from '@preact/signals';
import { change, get } from './http';

const session = (id: string) => `/api/sessions/${encodeURIComponent(id)}`;

/** What someone wrote beside a request (`conn`, `req`) or a moment (`at`). */
export interface SessionNote {
    id: number;
    at: string | null;
    conn: number | null;
    req: number | null;
    text: string;
    createdAt: string;
}

export const notes = (id: string, signal?: AbortSignal) => get<SessionNote[]>(`${session(id)}/notes`, {}, signal);
/** Grows with each change from here: who shows notes reads them again. */
export const notesChanged = signal(0);

async function changed<T>(change: Promise<T>): Promise<T> {
    const answer = await change;
    notesChanged.value++;
    return answer;
}

export const addNote = (id: string, note: { at?: string; conn?: number; req?: number; text: string }) =>
    changed(change<SessionNote>('POST', `${session(id)}/notes`, note));
export const changeNote = (id: string, note: number, text: string) =>
    changed(change<SessionNote>('PATCH', `${session(id)}/notes/${note}`, { text }));
export const deleteNote = (id: string, note: number) =>
    changed(change<unknown>('DELETE', `${session(id)}/notes/${note}`));
