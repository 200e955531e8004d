import { useEffect, useState } from 'preact/hooks';
import { addNote, guest, notes as readNotes, type SessionNote } from '../../api';
import { PANEL } from '../../ui/commands';
import { useCommands } from '../../ui/keys';
import { type Loaded, useLoad } from '../../ui/load';
import { Problem } from '../../ui/message';
import { NoteEditor, Notes } from '../../ui/notes';
import { failed, toast } from '../../ui/toast';

export interface RequestNotes {
    loaded: Loaded<SessionNote[]>;
    writing: boolean;
    setWriting: (writing: boolean) => void;
}

/** The notes on a request, and whether a new one is being written; `m` begins one. */
export function useNotes(session: string, conn: number, req: number): RequestNotes {
    const [writing, setWriting] = useState(false);
    const loaded = useLoad((signal) => readNotes(session, signal), [session, conn, req]);
    useEffect(() => setWriting(false), [session, conn, req]);
    useCommands(
        'Request',
        [{ name: 'Write a note on the request', keys: ['m'], when: () => !guest.value, run: () => setWriting(true) }],
        { layer: PANEL },
    );
    const of = loaded.value?.filter((note) => note.conn === conn && note.req === req);
    return { loaded: { ...loaded, value: of }, writing, setWriting };
}

interface NotesProps {
    session: string;
    conn: number;
    req: number;
    of: RequestNotes;
}

/** What someone wrote about the request, above all that was captured of it. */
export function NotesOfRequest({ session, conn, req, of }: NotesProps) {
    const { loaded, writing, setWriting } = of;
    const notes = loaded.value ?? [];
    if (notes.length === 0 && !writing) return null;
    const add = async (text: string) => {
        try {
            await addNote(session, { conn, req, text });
            toast('Kept the note.');
            setWriting(false);
        } catch (reason) {
            failed(reason);
        }
        loaded.again();
    };
    return (
        <section class="request-notes" aria-label="Notes">
            {loaded.error !== undefined && writing && <Problem error={loaded.error} retry={loaded.again} />}
            <Notes session={session} notes={notes} again={loaded.again} />
            {writing && (
                <NoteEditor
                    label="A note on this request"
                    action="Add the note"
                    onKeep={add}
                    onLeave={() => setWriting(false)}
                />
            )}
        </section>
    );
}
