import { useEffect, useRef, useState } from 'preact/hooks';
import { deleteQuery, type SavedQuery, type SqlView } from '../../api';
import { Confirm } from '../../ui/dialog';
import { Text } from '../../ui/text';
import { failed, toast } from '../../ui/toast';
import type { Desk } from './desk';
import { History } from './history';
import { Saved } from './saved';
import type { Saving } from './save';
import { ViewList } from './viewlist';

export type SidePart = 'queries' | 'history' | 'views';
const PARTS: readonly (readonly [SidePart, string])[] = [
    ['queries', 'Queries'],
    ['history', 'History'],
    ['views', 'Views'],
];

interface SideProps {
    desk: Desk;
    part: SidePart;
    onPart: (part: SidePart) => void;
    /** Counts up: the focus goes to the field that searches it. */
    search: number;
    views: readonly SqlView[];
    onSaving: (saving: Saving) => void;
    onChanged: () => void;
}

/** Beside the statement: those that were saved, those that ran, and what there is to ask of. */
export function Side({ desk, part, onPart, search, views, onSaving, onChanged }: SideProps) {
    const [typed, setTyped] = useState('');
    const [leaving, setLeaving] = useState<SavedQuery>();
    const field = useRef<HTMLInputElement>(null);
    const seen = useRef(search);
    useEffect(() => {
        if (seen.current !== search) field.current?.focus();
        seen.current = search;
    }, [search]);
    const remove = async (query: SavedQuery) => {
        try {
            await deleteQuery(query.id);
            desk.queries.value = (desk.queries.peek() ?? []).filter(({ id }) => id !== query.id);
            if (desk.draft.peek().query === query.id) desk.write({ query: '' });
            toast('Deleted.');
        } catch (reason) {
            failed(reason);
        }
        setLeaving(undefined);
        onChanged();
    };
    return (
        <aside class="sql-side" aria-label="Queries, history and views">
            <div class="sql-switch" role="group" aria-label="Beside the statement">
                {PARTS.map(([each, name]) => (
                    <button key={each} type="button" aria-pressed={part === each} onClick={() => onPart(each)}>
                        {name}
                    </button>
                ))}
            </div>
            <input
                ref={field}
                class="input"
                type="search"
                aria-label={`Find in ${part}`}
                placeholder="Find"
                value={typed}
                onInput={(event) => setTyped(event.currentTarget.value)}
            />
            <div class="sql-side-list">
                {part === 'queries' && (
                    <Saved
                        desk={desk}
                        typed={typed}
                        onChange={(query) => onSaving({ kind: 'change', query })}
                        onDelete={setLeaving}
                    />
                )}
                {part === 'history' && <History desk={desk} typed={typed} />}
                {part === 'views' && <ViewList desk={desk} views={views} typed={typed} />}
            </div>
            {leaving !== undefined && (
                <Confirm
                    title="Delete this query?"
                    action="Delete"
                    onClose={() => setLeaving(undefined)}
                    onConfirm={() => void remove(leaving)}>
                    <Text of={leaving.title} cut={200} /> is gone for everyone who uses this Hydroscope; links to it
                    lead to nothing.
                </Confirm>
            )}
        </aside>
    );
}
