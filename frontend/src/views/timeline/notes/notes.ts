import { signal } from '@preact/signals';
import {
    addNote,
    type ApiError,
    asApiError,
    changeNote,
    deleteNote,
    isAbort,
    notes,
    type SessionNote,
} from '../../../api';
import { momentOf, offsetOf } from '../../../ui/moment';
import { failed } from '../../../ui/toast';
import type { Look } from '../look';

/** A note that has a place in time. */
export interface Flag {
    note: SessionNote;
    at: number;
}

/** What is being written or read: at a moment, and of a note where there is one. */
export interface Card {
    at: number;
    note: SessionNote | undefined;
}

/** What was noted beside moments of the session, and the one that is open. */
export class Notes {
    readonly flags = signal<readonly Flag[]>([]);
    readonly card = signal<Card | undefined>(undefined);
    readonly error = signal<ApiError | undefined>(undefined);
    private readonly stopped = new AbortController();

    constructor(private readonly look: Look) {}

    async read(): Promise<void> {
        const { origin, session } = this.look;
        if (origin === '') return;
        try {
            const found = await notes(session, this.stopped.signal);
            this.flags.value = found
                .flatMap((note) => (note.at === null ? [] : [{ note, at: offsetOf(origin, note.at) }]))
                .sort((a, b) => a.at - b.at);
            this.error.value = undefined;
        } catch (reason) {
            if (!isAbort(reason)) this.error.value = asApiError(reason);
        }
    }

    async save({ at, note }: Card, text: string): Promise<void> {
        const { origin, session } = this.look;
        await this.change(
            note === undefined
                ? addNote(session, { at: momentOf(origin, at), text })
                : changeNote(session, note.id, text),
        );
    }

    async remove(note: SessionNote): Promise<void> {
        await this.change(deleteNote(this.look.session, note.id));
    }

    close(): void {
        this.stopped.abort();
    }

    /** What was written stays in the card until it is stored. */
    private async change(action: Promise<unknown>): Promise<void> {
        try {
            await action;
            this.card.value = undefined;
        } catch (reason) {
            failed(reason);
        }
        await this.read();
    }
}
