import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ApiError } from '../api';
import { sentence } from './format';
import { Icon, IconButton } from './icon';
import { useCommands } from './keys';
import { around, completed } from './query';
import { useCompletion } from './completion';
import { Suggestions } from './suggestions';
import './search.css';

interface SearchProps {
    session: string;
    query: string;
    error: ApiError | undefined;
    onRun: (query: string) => void;
    onHelp: () => void;
    /** What is written in a second box, and what brings one there; of the first it is the search, by `/`. */
    second?: { name: string; label: string; hint: string; command: string; key: string };
}

/** The query: completed from the session's own names and values, its fault underlined where it is. */
export function Search({ session, query, error, onRun, onHelp, second }: SearchProps) {
    const name = second?.name ?? '';
    const input = useRef<HTMLInputElement>(null);
    const [draft, setDraft] = useState(query);
    const completing = useCompletion(session);
    const { list, active } = completing;
    const open = list.items.length > 0;
    /** What was searched before is taken only by who chose it. */
    const offered = list.items[0]?.kind === 'history';
    useLayoutEffect(() => {
        setDraft(query);
    }, [query]);
    useCommands('Search', [
        { name: second?.command ?? 'Write a search', keys: [second?.key ?? '/'], run: () => input.current?.select() },
    ]);
    const fault = error?.position !== undefined && draft === query ? error : undefined;
    const take = (index: number) => {
        const item = list.items[index];
        if (item === undefined || input.current === null) return;
        if (item.kind === 'history') return run(item.text);
        const edit = completed(draft, list.from, list.to, item.text);
        setDraft(edit.text);
        input.current.value = edit.text;
        input.current.setSelectionRange(edit.caret, edit.caret);
        input.current.focus();
        completing.ask(edit.text, edit.caret);
    };
    const run = (text: string) => {
        completing.close();
        setDraft(text);
        onRun(text.trim());
    };
    const suggest = (text: string, caret: number) => {
        if (text !== '' || !completing.offer(0)) completing.ask(text, caret);
    };
    const pressed = (key: KeyboardEvent) => {
        const caret = input.current?.selectionStart ?? draft.length;
        const does: Record<string, (() => void) | undefined> = {
            ArrowDown: () => (open ? completing.move(1) : suggest(draft, caret)),
            ArrowUp: open ? () => completing.move(-1) : undefined,
            Enter: () => (open && active >= 0 ? take(active) : run(draft)),
            Tab: open && !key.shiftKey && (active >= 0 || !offered) ? () => take(Math.max(0, active)) : undefined,
            Escape: () => (open ? completing.close() : leave()),
            ' ': key.ctrlKey ? () => completing.ask(draft, caret) : undefined,
        };
        const action = does[key.key];
        if (action === undefined) return;
        key.preventDefault();
        key.stopPropagation();
        action();
    };
    const leave = () => {
        if (draft === query) input.current?.blur();
        setDraft(query);
    };
    return (
        <form
            class="search"
            role="search"
            onSubmit={(event) => {
                event.preventDefault();
                run(draft);
            }}>
            <Icon name="search" />
            <div class="search-field">
                {fault && <Underline text={draft} error={fault} scroll={input.current?.scrollLeft ?? 0} />}
                <input
                    ref={input}
                    class="mono"
                    role="combobox"
                    aria-label={second?.label ?? 'Search requests'}
                    aria-autocomplete="list"
                    aria-expanded={open}
                    aria-controls={`${name}suggestions`}
                    aria-invalid={fault !== undefined}
                    aria-activedescendant={active >= 0 ? `${name}suggestion-${active}` : undefined}
                    aria-describedby={fault ? `${name}search-fault` : undefined}
                    aria-keyshortcuts={second?.key ?? '/'}
                    spellcheck={false}
                    autocomplete="off"
                    placeholder={second?.hint ?? 'status >= 500 and req.user-agent ~ "curl"    press / to search'}
                    value={draft}
                    onInput={(event) => {
                        setDraft(event.currentTarget.value);
                        completing.ask(event.currentTarget.value, event.currentTarget.selectionStart ?? 0);
                    }}
                    onFocus={() => void (draft === '' && completing.offer())}
                    onKeyDown={pressed}
                    onBlur={completing.close}
                />
                <Suggestions of={name} list={list} active={active} onTake={take} />
                {fault && (
                    <div id={`${name}search-fault`} class="search-fault" role="alert">
                        <strong>{sentence(fault.message)}</strong> {sentence(fault.hint)}
                    </div>
                )}
            </div>
            {draft !== '' && (
                <IconButton
                    icon="close"
                    label={second === undefined ? 'Clear the search' : 'Clear the highlight'}
                    onClick={() => {
                        setDraft('');
                        run('');
                    }}
                />
            )}
            {second === undefined && <IconButton icon="help" label="How to search" keys="?" onClick={onHelp} />}
        </form>
    );
}

function Underline({ text, error, scroll }: { text: string; error: ApiError; scroll: number }) {
    const [before, faulty, after] = around(text, error.position?.from ?? 0, error.position?.to ?? 0);
    return (
        <div class="search-underline mono" aria-hidden="true">
            <span style={{ marginLeft: `${-scroll}px` }}>
                {before}
                <u>{faulty}</u>
                {after}
            </span>
        </div>
    );
}
