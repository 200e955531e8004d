import { useState } from 'preact/hooks';
import type { Session } from '../../api';
import { Dialog } from '../../ui/dialog';
import { bytes, moment } from '../../ui/format';
import { fuzzy } from '../../ui/fuzzy';
import { Icon, IconButton } from '../../ui/icon';
import { Note } from '../../ui/message';
import { State, targetName } from '../../ui/session';
import { Text } from '../../ui/text';
import { plain } from '../../ui/escape';

interface ChosenProps {
    chosen: readonly string[];
    sessions: readonly Session[] | undefined;
    onChoose: () => void;
    onTake: (ids: string[]) => void;
}

const SHOWN = 4;

/** Of which sessions is asked, at a glance. */
export function Chosen({ chosen, sessions, onChoose, onTake }: ChosenProps) {
    const nameOf = (id: string) => sessions?.find((session) => session.id === id)?.name;
    return (
        <div class="sql-chosen" role="group" aria-label="Sessions that are asked">
            {chosen.slice(0, SHOWN).map((id) => {
                const name = nameOf(id);
                return (
                    <span key={id} class={name === undefined && sessions !== undefined ? 'sql-chip gone' : 'sql-chip'}>
                        <span class="ellipsis">
                            {name === undefined ? (
                                sessions === undefined ? (
                                    '…'
                                ) : (
                                    `${id}, deleted`
                                )
                            ) : (
                                <Text of={name} cut={60} />
                            )}
                        </span>
                        <IconButton
                            icon="close"
                            label={`Do not ask ${plain(name ?? id)}`}
                            onClick={() => onTake(chosen.filter((each) => each !== id))}
                        />
                    </span>
                );
            })}
            {chosen.length > SHOWN && <span class="quiet nowrap">and {chosen.length - SHOWN} more</span>}
            {chosen.length === 0 && sessions !== undefined && (
                <span class="sql-none">
                    <Icon name="alert" /> {sessions.length === 0 ? 'There is no session yet' : 'No session is chosen'}
                </span>
            )}
            <button
                type="button"
                class="button small"
                title="Choose the sessions (s)"
                aria-haspopup="dialog"
                onClick={onChoose}>
                {chosen.length === 0 ? 'Choose sessions' : 'Sessions'}
            </button>
        </div>
    );
}

interface ChooseProps {
    sessions: readonly Session[] | undefined;
    chosen: readonly string[];
    onChange: (ids: string[]) => void;
    onClose: () => void;
}

/** Which sessions a statement reads: their rows stand together, told apart by the column `session`. */
export function ChooseSessions({ sessions, chosen, onChange, onClose }: ChooseProps) {
    const [typed, setTyped] = useState('');
    const found = (sessions ?? []).filter(
        (session) => fuzzy(typed, `${session.name} ${targetName(session)} ${session.state}`) !== undefined,
    );
    const turn = (id: string) => onChange(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
    const all = found.map(({ id }) => id);
    return (
        <Dialog
            title="Which sessions are asked"
            wide
            onClose={onClose}
            actions={
                <>
                    <button type="button" class="button" onClick={() => onChange([...new Set([...chosen, ...all])])}>
                        {typed === '' ? 'All' : 'All of these'}
                    </button>
                    <button type="button" class="button" disabled={chosen.length === 0} onClick={() => onChange([])}>
                        None
                    </button>
                    <button type="button" class="button primary" onClick={onClose}>
                        Done
                    </button>
                </>
            }>
            <p class="quiet">
                Rows of all of them stand in one answer; the column <code class="sql-code">session</code> tells them
                apart.
            </p>
            <input
                class="input sql-which"
                type="search"
                autofocus
                aria-label="Find a session"
                placeholder="Find by name, target or state"
                value={typed}
                onInput={(event) => setTyped(event.currentTarget.value)}
                onKeyDown={(event) => {
                    const [first] = found;
                    if (event.key === 'Enter' && first !== undefined) turn(first.id);
                }}
            />
            {sessions?.length === 0 && (
                <Note title="There is no session yet">
                    Attach to a process, or import a file: <a href="/">both on the first page</a>.
                </Note>
            )}
            {sessions !== undefined && sessions.length > 0 && found.length === 0 && (
                <Note title="None is called that" />
            )}
            <ul class="sql-sessions">
                {found.map((session) => (
                    <li key={session.id}>
                        <label>
                            <input
                                type="checkbox"
                                checked={chosen.includes(session.id)}
                                onChange={() => turn(session.id)}
                            />
                            <span class="ellipsis">
                                <Text of={session.name} cut={120} />
                            </span>
                            <State of={session.state} />
                            <span class="quiet nowrap">{moment(session.startedAt)}</span>
                            <span class="quiet nowrap sql-size">{bytes(session.bytes)}</span>
                        </label>
                    </li>
                ))}
            </ul>
        </Dialog>
    );
}
