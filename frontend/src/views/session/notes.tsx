import { useState } from 'preact/hooks';
import { addNote, guest, notes as readNotes, type Session, type SessionNote } from '../../api';
import { Dialog } from '../../ui/dialog';
import { clock, moment } from '../../ui/format';
import { Field } from '../../ui/field';
import { useLoad } from '../../ui/load';
import { momentOf } from '../../ui/moment';
import { Problem } from '../../ui/message';
import { NoteEditor, Notes } from '../../ui/notes';
import { failed, toast } from '../../ui/toast';
import { format, requestsOf, route } from '../../route';

/** What is shown around a moment, either way. */
const AROUND_NANOS = 1e9;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/;

/** All notes of a session, on requests and on moments, in the order of time; and a new one on a moment. */
export function SessionNotes({ session, onClose }: { session: Session; onClose: () => void }) {
    const loaded = useLoad((signal) => readNotes(session.id, signal), [session.id]);
    const [at, setAt] = useState(() => usualMoment(session));
    const [turn, setTurn] = useState(0);
    const valid = MOMENT.test(at) && !Number.isNaN(Date.parse(at));
    const add = async (text: string) => {
        if (!valid) return;
        try {
            await addNote(session.id, { at, text });
            toast('Kept the note.');
            setTurn(turn + 1);
        } catch (reason) {
            failed(reason);
        }
        loaded.again();
    };
    const notes = loaded.value ?? [];
    return (
        <Dialog title="Notes" wide onClose={onClose}>
            <div class="session-notes" onClick={(click) => leaves(click.target) && onClose()}>
                {loaded.error !== undefined && <Problem error={loaded.error} retry={loaded.again} />}
                {loaded.value !== undefined && notes.length === 0 && (
                    <p class="quiet">No note yet. One on a request is written in its panel, with m.</p>
                )}
                <Notes
                    session={session.id}
                    notes={notes}
                    again={loaded.again}
                    about={(note) => <About note={note} session={session.id} />}
                />
                {!guest.value && (
                    <>
                        <h3>A note on a moment</h3>
                        <Field
                            label="Moment"
                            help={valid ? clock(at) : undefined}
                            error={
                                valid
                                    ? undefined
                                    : { message: 'this is no time', hint: 'write 2026-01-31T12:00:00.123Z' }
                            }
                            value={at}
                            onInput={setAt}
                        />
                        <NoteEditor key={turn} label="The note" action="Add the note" onKeep={add} onLeave={onClose} />
                    </>
                )}
            </div>
        </Dialog>
    );
}

const leaves = (target: EventTarget | null): boolean => target instanceof Element && target.closest('a') !== null;

/** Where one looks; where one looks at all of it now, or the end. */
function usualMoment({ endedAt }: Session): string {
    const now = route.peek();
    if ('from' in now && typeof now.from === 'string' && now.from !== '') return now.from;
    return endedAt ?? new Date().toISOString();
}

function About({ note, session }: { note: SessionNote; session: string }) {
    if (note.conn !== null && note.req !== null) {
        const request = `${note.conn}/${note.req}`;
        return <a href={format({ ...requestsOf(session), request })}>Request {request}</a>;
    }
    if (note.at === null) return null;
    const range = { from: momentOf(note.at, -AROUND_NANOS), to: momentOf(note.at, AROUND_NANOS) };
    return (
        <a href={format({ ...requestsOf(session), ...range })} title={note.at}>
            {moment(note.at)}, {clock(note.at)}
        </a>
    );
}
