import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { changeNote, deleteNote, guest, type SessionNote } from '../api';
import { clock, moment } from './format';
import { IconButton } from './icon';
import { Text } from './text';
import { failed, toast } from './toast';
import './notes.css';

const MOST_LETTERS = 4000;

interface NotesProps {
    session: string;
    notes: readonly SessionNote[];
    /** After each change. */
    again: () => void;
    /** What a note is about, where that is not said around it. */
    about?: (note: SessionNote) => ComponentChildren;
}

/** Notes as they were written: text, and when. */
export function Notes({ session, notes, again, about }: NotesProps) {
    return (
        <ul class="notes">
            {notes.map((note) => (
                <Note key={note.id} session={session} note={note} again={again} about={about?.(note)} />
            ))}
        </ul>
    );
}

interface NoteProps {
    session: string;
    note: SessionNote;
    again: () => void;
    about: ComponentChildren;
}

function Note({ session, note, again, about }: NoteProps) {
    const [edited, setEdited] = useState(false);
    const act = async (change: Promise<unknown>, said: string) => {
        try {
            await change;
            toast(said);
            setEdited(false);
        } catch (reason) {
            failed(reason);
        }
        again();
    };
    if (edited)
        return (
            <li>
                <NoteEditor
                    label="The note"
                    text={note.text}
                    action="Keep"
                    onKeep={(text) => act(changeNote(session, note.id, text), 'Changed the note.')}
                    onLeave={() => setEdited(false)}
                />
            </li>
        );
    return (
        <li class="remark">
            <div class="note-text">
                {note.text.split('\n').map((line, i) => (
                    <p key={i}>
                        <Text of={line} />
                    </p>
                ))}
            </div>
            <div class="note-foot quiet">
                {about !== undefined && <span>{about}</span>}
                <time dateTime={note.createdAt} title={note.createdAt}>
                    {moment(note.createdAt)}:{clock(note.createdAt).slice(6, 8)}
                </time>
                {!guest.value && (
                    <>
                        <IconButton icon="pencil" label="Edit the note" onClick={() => setEdited(true)} />
                        <IconButton
                            icon="trash"
                            label="Delete the note"
                            onClick={() => void act(deleteNote(session, note.id), 'Deleted the note.')}
                        />
                    </>
                )}
            </div>
        </li>
    );
}

interface EditorProps {
    label: string;
    text?: string;
    action: string;
    onKeep: (text: string) => Promise<void>;
    onLeave: () => void;
}

/** Text only; Ctrl-Enter keeps it, Esc leaves it. */
export function NoteEditor({ label, text = '', action, onKeep, onLeave }: EditorProps) {
    const [draft, setDraft] = useState(text);
    const [busy, setBusy] = useState(false);
    const area = useRef<HTMLTextAreaElement>(null);
    // before the next key comes: what is typed at once is written too
    useLayoutEffect(() => area.current?.focus(), []);
    const empty = draft.trim() === '';
    const keep = async () => {
        if (empty || busy) return;
        setBusy(true);
        await onKeep(draft.trim());
        setBusy(false);
    };
    return (
        <form
            class="note-editor"
            onSubmit={(event) => {
                event.preventDefault();
                void keep();
            }}>
            <textarea
                ref={area}
                class="input"
                aria-label={label}
                placeholder="What one should know about it; Ctrl-Enter keeps it"
                rows={3}
                maxLength={MOST_LETTERS}
                value={draft}
                onInput={(event) => setDraft(event.currentTarget.value)}
                onKeyDown={(key) => {
                    if (key.key === 'Escape') {
                        key.preventDefault();
                        onLeave();
                    }
                    if (key.key === 'Enter' && (key.ctrlKey || key.metaKey)) void keep();
                    key.stopPropagation();
                }}
            />
            <div class="note-foot">
                <button type="submit" class="button small primary" disabled={empty || busy}>
                    {action}
                </button>
                <button type="button" class="button small" onClick={onLeave}>
                    Cancel
                </button>
            </div>
        </form>
    );
}
