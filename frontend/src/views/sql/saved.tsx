import type { SavedQuery } from '../../api';
import { copy } from '../../ui/copy';
import { plain } from '../../ui/escape';
import { fuzzy } from '../../ui/fuzzy';
import { Menu } from '../../ui/menu';
import { Note } from '../../ui/message';
import { Text } from '../../ui/text';
import { format, sqlOf } from '../../route';
import { About, withoutCode } from './about';
import type { Desk } from './desk';

interface SavedProps {
    desk: Desk;
    typed: string;
    onChange: (query: SavedQuery) => void;
    onDelete: (query: SavedQuery) => void;
}

/** The saved queries by what they are about: pressed, one is put in the editor, and run where sessions are chosen. */
export function Saved({ desk, typed, onChange, onDelete }: SavedProps) {
    const all = desk.queries.value;
    if (all === undefined) return <Note title="Reading the queries …" />;
    const found = matching(all, typed);
    if (found.length === 0) return <Note title={all.length === 0 ? 'Nothing is saved yet' : 'None is called that'} />;
    return (
        <>
            {grouped(found).map(([group, queries]) => (
                <section key={group} aria-label={group}>
                    <h3>{group}</h3>
                    <ul>
                        {queries.map((query) => (
                            <Line key={query.id} {...{ desk, query, onChange, onDelete }} />
                        ))}
                    </ul>
                </section>
            ))}
        </>
    );
}

function Line({ desk, query, onChange, onDelete }: Omit<SavedProps, 'typed'> & { query: SavedQuery }) {
    const now = desk.draft.value.query === query.id;
    const link = () => new URL(format({ ...sqlOf(desk.draft.peek().sessions), query: query.id }), location.origin).href;
    const take = () => {
        desk.take(query);
        desk.start();
    };
    return (
        <li class={now ? 'sql-saved now' : 'sql-saved'}>
            <button
                type="button"
                title={plain(withoutCode(query.about))}
                aria-current={now ? 'true' : undefined}
                onClick={take}>
                <span class="sql-title">
                    <Text of={query.title} cut={120} />
                </span>
                <span class="quiet sql-ran">
                    <About of={query.about} cut={240} />
                </span>
            </button>
            <Menu
                label={`More of ${plain(query.title)}`}
                icon="more"
                items={[
                    { name: 'Put in the editor, do not run', run: () => desk.take(query) },
                    { name: 'Copy link', run: () => void copy(link(), 'the link') },
                    { name: 'Copy SQL', run: () => void copy(query.sql, 'the SQL') },
                    ...(query.own
                        ? [
                              { name: 'Change …', run: () => onChange(query) },
                              { name: 'Delete …', run: () => onDelete(query) },
                          ]
                        : []),
                ]}
            />
        </li>
    );
}

/** Best first; without a word as they are. */
export function matching(all: readonly SavedQuery[], typed: string): SavedQuery[] {
    if (typed.trim() === '') return [...all];
    return all
        .map((query) => ({
            query,
            score: Math.max(
                fuzzy(typed, query.title)?.score ?? -Infinity,
                ...(`${query.about} ${query.group}`.toLowerCase().includes(typed.trim().toLowerCase()) ? [0] : []),
            ),
        }))
        .filter(({ score }) => score > -Infinity)
        .sort((one, other) => other.score - one.score)
        .map(({ query }) => query);
}

/** Own ones first, then the groups as they come. */
export function grouped(queries: readonly SavedQuery[]): [string, SavedQuery[]][] {
    const groups = new Map<string, SavedQuery[]>();
    for (const query of [...queries.filter(({ own }) => own), ...queries.filter(({ own }) => !own)]) {
        const name = query.own ? 'own' : query.group;
        groups.set(name, [...(groups.get(name) ?? []), query]);
    }
    return [...groups];
}
