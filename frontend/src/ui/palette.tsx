import { useEffect, useRef, useState } from 'preact/hooks';
import { mac, shownKeys } from './commands';
import { fuzzy } from './fuzzy';
import { KeyCaps } from './help';
import { pieces } from './escape';
import './palette.css';

/** Something that can be chosen by its name. */
export interface Choice {
    kind: string;
    name: string;
    /** What it is, where its name does not say it. */
    detail?: string | undefined;
    /** The strokes that do the same. */
    keys?: readonly string[] | undefined;
    run: () => void;
    /** Whatever was typed it is offered, below all that is called so. */
    last?: boolean;
}

const MOST = 60;

interface Found {
    choice: Choice;
    score: number;
    at: number[];
}

/** The best matches first; with nothing typed all as they are given. */
export function ranked(choices: readonly Choice[], typed: string): Found[] {
    const found = choices.flatMap((choice): Found[] => {
        const match = fuzzy(typed, choice.name);
        if (choice.last === true) return [{ choice, score: -Infinity, at: [] }];
        return match === undefined ? [] : [{ choice, ...match }];
    });
    return (typed.trim() === '' ? found : found.sort((one, other) => other.score - one.score)).slice(0, MOST);
}

interface PaletteProps {
    choices: readonly Choice[];
    onType: (typed: string) => void;
    onClose: () => void;
}

/** A line to type in and what it finds; the focus stays in the line, arrows and Enter choose. */
export function Palette({ choices, onType, onClose }: PaletteProps) {
    const dialog = useRef<HTMLDialogElement>(null);
    const [typed, setTyped] = useState('');
    const [active, setActive] = useState(0);
    const list = ranked(choices, typed);
    const at = Math.min(active, list.length - 1);
    useEffect(() => dialog.current?.showModal(), []);
    useEffect(() => {
        dialog.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
    }, [at, typed]);
    const take = (found: Found | undefined) => {
        if (found === undefined) return;
        dialog.current?.close();
        found.choice.run();
    };
    const pressed = (key: KeyboardEvent) => {
        key.stopPropagation();
        const n = list.length;
        const moves: Record<string, number> = {
            ArrowDown: (at + 1) % (n || 1),
            ArrowUp: (at - 1 + n) % (n || 1),
            PageDown: Math.min(n - 1, at + 8),
            PageUp: Math.max(0, at - 8),
        };
        const to = moves[key.key];
        const again = (key.ctrlKey || key.metaKey) && key.key.toLowerCase() === 'k';
        if (again) dialog.current?.close();
        else if (to !== undefined) setActive(to);
        else if (key.key === 'Enter') take(list[at]);
        else return;
        key.preventDefault();
    };
    return (
        <dialog
            ref={dialog}
            class="palette"
            aria-label="Do something by its name"
            onClose={onClose}
            onClick={(click) => {
                if (click.target === dialog.current) dialog.current?.close();
            }}
            onKeyDown={pressed}>
            <div class="palette-box">
                <input
                    class="input"
                    role="combobox"
                    aria-label="What to do or where to go"
                    aria-expanded="true"
                    aria-autocomplete="list"
                    aria-controls="palette-list"
                    aria-activedescendant={list.length > 0 ? `palette-${at}` : undefined}
                    placeholder="A command, a view, a session, a header, a search …"
                    spellcheck={false}
                    autocomplete="off"
                    value={typed}
                    onInput={(event) => {
                        setTyped(event.currentTarget.value);
                        setActive(0);
                        onType(event.currentTarget.value);
                    }}
                />
                <ul id="palette-list" role="listbox" aria-label="What was found">
                    {list.map((found, i) => (
                        <Line
                            key={`${found.choice.kind} ${found.choice.name} ${i}`}
                            found={found}
                            id={i}
                            on={i === at}
                            onTake={take}
                        />
                    ))}
                </ul>
                {list.length === 0 && (
                    <p class="palette-none quiet" role="status">
                        Nothing is called so.
                    </p>
                )}
            </div>
        </dialog>
    );
}

interface LineProps {
    found: Found;
    id: number;
    on: boolean;
    onTake: (found: Found) => void;
}

function Line({ found, id, on, onTake }: LineProps) {
    const { kind, name, detail, keys } = found.choice;
    return (
        <li id={`palette-${id}`} role="option" aria-selected={on} onClick={() => onTake(found)}>
            <span class="palette-kind quiet">{kind}</span>
            <span class="palette-name ellipsis">
                <Marked text={name} at={found.at} />
                {detail !== undefined && <span class="quiet palette-detail">{shown(detail)}</span>}
            </span>
            {keys?.slice(0, 1).map((key) => (
                <KeyCaps key={key} stroke={shownKeys(key, mac())} />
            ))}
        </li>
    );
}

/** What may be anyone's text, with nothing in it that hides. */
const shown = (text: string) =>
    pieces(text)
        .map((piece) => piece.text)
        .join('');

function Marked({ text, at }: { text: string; at: readonly number[] }) {
    const matched = new Set(at);
    const runs: { text: string; on: boolean }[] = [];
    for (let i = 0; i < text.length; i++) {
        const on = matched.has(i);
        const last = runs.at(-1);
        if (last?.on === on) last.text += text[i] ?? '';
        else runs.push({ text: text[i] ?? '', on });
    }
    return (
        <span class="foreign">
            {runs.map((run, i) => (run.on ? <mark key={i}>{shown(run.text)}</mark> : shown(run.text)))}
        </span>
    );
}
