import type { Session } from '../../api';
import { copy } from '../../ui/copy';
import { Dialog } from '../../ui/dialog';
import { count, plural } from '../../ui/format';
import { Text } from '../../ui/text';
import { written } from './answer';
import { pretty } from './cells';
import type { Answered } from './desk';
import { identitiesOf, linkOf } from './identity';

/** A cell, or without a column the whole row, by their places in the answer. */
export interface Shown {
    row: number;
    column?: number;
}

interface WholeProps {
    answered: Answered;
    shown: Shown;
    sessions: readonly Session[];
    onClose: () => void;
}

/** Values that the table had to cut, all of them; JSON as one reads it. */
export function Whole({ answered: { answer, question }, shown, sessions, onClose }: WholeProps) {
    const { columns, rows } = answer;
    const row = rows[shown.row] ?? [];
    const at = identitiesOf(columns);
    const places = shown.column === undefined ? columns.map((_, i) => i) : [shown.column];
    const [only] = places;
    const title =
        places.length === 1 && only !== undefined ? (columns[only]?.name ?? '') : `Row ${count(shown.row + 1)}`;
    return (
        <Dialog
            title={title}
            wide
            onClose={onClose}
            actions={
                <button
                    type="button"
                    class="button"
                    onClick={() => void copy(places.map((i) => written(row[i])).join('\n'), 'what is shown')}>
                    Copy
                </button>
            }>
            <dl class="sql-whole">
                {places.map((i) => {
                    const { name = '', type = 'text' } = columns[i] ?? {};
                    const value = row[i] ?? null;
                    const text = pretty(value, type);
                    const href = linkOf(at, row, i, question.sessions);
                    const session = i === at.session ? sessions.find(({ id }) => id === value)?.name : undefined;
                    return (
                        <div key={i}>
                            <dt class="mono">
                                {name} <span class="quiet">{type}</span>
                            </dt>
                            <dd>
                                {value === null ? (
                                    <span class="sql-null">NULL</span>
                                ) : value === '' ? (
                                    <span class="sql-null">''</span>
                                ) : href !== undefined ? (
                                    <a href={href}>
                                        <Text of={session ?? text} />
                                    </a>
                                ) : (
                                    <Lines text={text} />
                                )}
                                {typeof value === 'string' && value.length > 200 && (
                                    <span class="quiet"> {plural(value.length, 'character')}</span>
                                )}
                            </dd>
                        </div>
                    );
                })}
            </dl>
        </Dialog>
    );
}

/** Line breaks of what was made readable stay; within a line nothing can hide. */
function Lines({ text }: { text: string }) {
    if (!text.includes('\n')) return <Text of={text} />;
    return (
        <pre class="sql-lines mono" tabIndex={0} aria-label="Value">
            {text.split('\n').map((line, i) => (
                <div key={i}>
                    <Text of={line} />
                </div>
            ))}
        </pre>
    );
}
