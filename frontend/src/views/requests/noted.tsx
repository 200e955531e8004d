import { useMemo } from 'preact/hooks';
import { notes, notesChanged } from '../../api';
import { plain } from '../../ui/escape';
import { Icon } from '../../ui/icon';
import { useLoad } from '../../ui/load';

/** What is written on requests, by their keys. */
export type Noted = ReadonlyMap<string, string>;

/** The notes of a session, read again when one was written here or when another request is opened. */
export function useNoted(session: string, open: string): Noted {
    const { value } = useLoad((signal) => notes(session, signal), [session, open, notesChanged.value]);
    return useMemo(() => {
        const noted = new Map<string, string>();
        for (const { conn, req, text } of value ?? []) {
            if (conn === null || req === null) continue;
            const key = `${conn}/${req}`;
            const before = noted.get(key);
            noted.set(key, before === undefined ? plain(text) : `${before}\n\n${plain(text)}`);
        }
        return noted;
    }, [value]);
}

/** Says of a row that someone wrote something on it, and what. */
export function NoteMark({ text }: { text: string | undefined }) {
    if (text === undefined) return null;
    return (
        <span class="noted" role="img" aria-label={`Note: ${text}`} title={text}>
            <Icon name="note" />
        </span>
    );
}
