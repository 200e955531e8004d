import { useState } from 'preact/hooks';
import type { SqlView } from '../../api';
import { Note } from '../../ui/message';
import { About, withoutCode } from './about';
import type { Desk } from './desk';

interface ListProps {
    desk: Desk;
    views: readonly SqlView[];
    typed: string;
}

/** What there is to ask of, at hand while one writes: a view unfolds its columns; its example can be put in the editor. */
export function ViewList({ desk, views, typed }: ListProps) {
    const [open, setOpen] = useState<readonly string[]>([]);
    const found = searched(views, typed);
    if (found.length === 0) return <Note title="No view or column is called that" />;
    return (
        <ul>
            {found.map((view) => {
                const unfolded = open.includes(view.name) || typed.trim() !== '';
                return (
                    <li key={view.name} class="sql-view">
                        <button
                            type="button"
                            class="link-button mono"
                            aria-expanded={unfolded}
                            onClick={() =>
                                setOpen(
                                    open.includes(view.name)
                                        ? open.filter((name) => name !== view.name)
                                        : [...open, view.name],
                                )
                            }>
                            {view.name}
                        </button>
                        <p class="quiet">
                            <About of={view.about} />
                        </p>
                        {unfolded && (
                            <dl>
                                {view.columns.map(({ name, type, about, key }) => (
                                    <div key={name} title={withoutCode(about)}>
                                        <dt class="mono">
                                            {name}
                                            {key && <span class="sql-key">key</span>}
                                        </dt>
                                        <dd class="quiet">{type.toLowerCase()}</dd>
                                    </div>
                                ))}
                            </dl>
                        )}
                        {unfolded && view.example !== '' && (
                            <button type="button" class="button small" onClick={() => desk.put(view.example)}>
                                Example
                            </button>
                        )}
                    </li>
                );
            })}
        </ul>
    );
}

/** Views whose name or about has the words, with all columns; else with those columns alone that have them. */
export function searched(views: readonly SqlView[], typed: string): SqlView[] {
    const words = typed.trim().toLowerCase();
    const has = (text: string) => text.toLowerCase().includes(words);
    return views
        .map((view) =>
            has(view.name) || has(view.about)
                ? view
                : { ...view, columns: view.columns.filter(({ name, about }) => has(name) || has(about)) },
        )
        .filter(({ columns }) => columns.length > 0);
}
