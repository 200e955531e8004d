import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { plain } from '../../../ui/escape';
import { clock, moment } from '../../../ui/format';
import { IconButton } from '../../../ui/icon';
import { momentOf } from '../../../ui/moment';
import { pixelOf, type Scale } from '../../../ui/timeaxis';
import { EDGE_PIXELS } from '../geometry';
import type { Look } from '../look';
import type { View } from '../view';
import type { Card, Notes } from './notes';

const CARD_PIXELS = 280;

interface FlagsProps {
    look: Look;
    view: View;
    scale: () => Scale;
}

/** Notes as flags above the tracks, and the one that is read or written. */
export function Flags({ look, view, scale }: FlagsProps) {
    const { notes } = view;
    void look.timeline.shown.value;
    const line = scale();
    const card = notes.card.value;
    return (
        <>
            {notes.flags.value.map(({ note, at }) => {
                const x = pixelOf(line, at);
                if (x < line.start || x > line.end) return null;
                return (
                    <button
                        key={note.id}
                        type="button"
                        class="flag"
                        style={{ transform: `translateX(${Math.round(x)}px)` }}
                        aria-label={`Note at ${clock(note.at ?? '')}: ${plain(note.text)}`}
                        title={plain(note.text)}
                        onClick={() => (notes.card.value = { at, note })}>
                        {plain(note.text)}
                    </button>
                );
            })}
            {card !== undefined && (
                <NoteCard
                    key={`${card.note?.id} ${card.at}`}
                    look={look}
                    notes={notes}
                    card={card}
                    x={pixelOf(line, card.at)}
                    end={line.end}
                />
            )}
        </>
    );
}

interface CardProps {
    look: Look;
    notes: Notes;
    card: Card;
    x: number;
    end: number;
}

function NoteCard({ look, notes, card, x, end }: CardProps) {
    const { note } = card;
    const [text, setText] = useState(note?.text ?? '');
    const field = useRef<HTMLTextAreaElement>(null);
    useLayoutEffect(() => field.current?.focus(), []);
    const close = () => (notes.card.value = undefined);
    const save = () => {
        if (text.trim() !== '') void notes.save(card, text.trim());
    };
    const left = Math.round(Math.min(Math.max(EDGE_PIXELS, x - 12), Math.max(EDGE_PIXELS, end - CARD_PIXELS)));
    return (
        <form
            class="card note-card"
            aria-label="Note"
            style={{ left: `${left}px`, width: `${CARD_PIXELS}px` }}
            onSubmit={(event) => {
                event.preventDefault();
                save();
            }}
            onWheel={(event) => event.stopPropagation()}
            onDblClick={(event) => event.stopPropagation()}
            onKeyDown={(key) => {
                key.stopPropagation();
                if (key.key === 'Escape') close();
                if (key.key === 'Enter' && (key.ctrlKey || key.metaKey)) save();
            }}>
            <header>
                <strong>{clock(momentOf(look.origin, card.at))}</strong>
                {note !== undefined && <span class="quiet">noted {moment(note.createdAt)}</span>}
                <IconButton icon="close" label="Close the note" keys="Escape" onClick={close} />
            </header>
            <textarea
                ref={field}
                class="input"
                rows={3}
                maxLength={2000}
                aria-label="What you noticed"
                placeholder="What you noticed here"
                value={text}
                onInput={(event) => setText(event.currentTarget.value)}
            />
            <footer>
                {note !== undefined && (
                    <button type="button" class="button small danger" onClick={() => void notes.remove(note)}>
                        Delete
                    </button>
                )}
                <button type="submit" class="button small primary" disabled={text.trim() === ''}>
                    Save
                </button>
            </footer>
        </form>
    );
}
