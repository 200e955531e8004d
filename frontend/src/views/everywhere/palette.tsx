import { useEffect, useRef, useState } from 'preact/hooks';
import { type Completions, completions, sessions } from '../../api';
import { commands } from '../../ui/keys';
import { useLoad } from '../../ui/load';
import { type Choice, Palette } from '../../ui/palette';
import { withCondition } from '../../ui/query';
import { navigate, requestsOf, type RequestsRoute, route } from '../../route';
import { sessionOf } from './go';
import { recentSearches } from '../../ui/searches';

const DEBOUNCE_MILLIS = 80;
type Item = Completions['items'][number];

/** Everything the page can do or show, to be found by its name. */
export default function EveryChoice({ onClose }: { onClose: () => void }) {
    const [typed, setTyped] = useState('');
    const id = sessionOf(route.value);
    const known = useLoad(sessions, []);
    const fields = useFields(id, typed);
    const others = (known.value ?? []).filter((session) => session.id !== id);
    const choices: Choice[] = [
        ...fromCommands(),
        ...(id === '' ? [] : recentSearches().map((q) => searching(id, q, 'Recent'))),
        ...others.map(({ id: other, name, state }) => ({
            kind: 'Session',
            name,
            detail: state,
            run: () => navigate(requestsOf(other)),
        })),
        ...(id === '' ? [] : fields.flatMap((item) => fromField(id, item))),
        ...(id === '' || typed.trim() === '' ? [] : [{ ...searching(id, typed.trim(), 'Search'), last: true }]),
    ];
    return <Palette choices={choices} onType={setTyped} onClose={onClose} />;
}

function fromCommands(): Choice[] {
    return commands
        .all()
        .flatMap(({ name: kind, commands: these }) =>
            these
                .filter(({ listed, when }) => listed !== false && when?.() !== false)
                .map(({ name, keys, run }) => ({ kind, name, keys, run: () => void run() })),
        );
}

/** The list of requests as it is, or of the session one is in. */
function list(id: string): RequestsRoute {
    const now = route.peek();
    return now.view === 'requests' ? now : requestsOf(id, 'q' in now ? now.q : '');
}

const searching = (id: string, q: string, kind: string): Choice => ({
    kind,
    name: q,
    run: () => navigate({ ...list(id), q, request: '', compare: '' }),
});

/** A field can be asked for, and a header be a column too. */
function fromField(id: string, { text }: Item): Choice[] {
    const field = text.trim();
    const found: Choice[] = [
        {
            kind: 'Condition',
            name: field,
            detail: 'is there; goes on in the search',
            run: () => {
                const now = list(id);
                navigate({ ...now, q: withCondition(now.q, field), request: '', compare: '' });
                // Once the search has taken it over one can go on writing behind it.
                requestAnimationFrame(() => document.querySelector<HTMLInputElement>('[role="search"] input')?.focus());
            },
        },
    ];
    if (/^(req|res)\.[^"]+$/.test(field) || field.startsWith('verdict.'))
        found.push({
            kind: 'Column',
            name: field,
            detail: 'beside the usual columns',
            run: () => {
                const now = list(id);
                navigate({ ...now, columns: [...new Set([...now.columns, field])] });
            },
        });
    return found;
}

/** Fields and header names of the session that begin as the last word does, asked for a moment after the last key. */
function useFields(id: string, typed: string): Item[] {
    const [items, setItems] = useState<Item[]>([]);
    const asked = useRef(0);
    useEffect(() => {
        const word = typed.trim().split(/\s+/).at(-1) ?? '';
        const mine = ++asked.current;
        if (id === '' || word === '') {
            setItems([]);
            return undefined;
        }
        const texts = /^\w+\./.test(word) ? [word] : [word, `req.${word}`, `res.${word}`];
        const stop = new AbortController();
        const timer = setTimeout(() => {
            void Promise.all(texts.map((text) => completions(id, text, text.length, stop.signal).catch(nothing))).then(
                (all) => {
                    if (mine === asked.current) setItems(named(all.flatMap((each) => each.items)));
                },
            );
        }, DEBOUNCE_MILLIS);
        return () => {
            clearTimeout(timer);
            stop.abort();
        };
    }, [id, typed]);
    return items;
}

/** Fields and names of headers, each once. */
const named = (items: readonly Item[]): Item[] =>
    items.filter(
        ({ kind, text }, i) =>
            (kind === 'field' || kind === 'name') && items.findIndex((each) => each.text === text) === i,
    );

/** Without them there are still the commands: what is wrong with the server, the view says. */
const nothing = (): Completions => ({ from: 0, to: 0, items: [] });
