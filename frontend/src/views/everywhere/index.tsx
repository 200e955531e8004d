import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { shownKeys } from '../../ui/commands';
import { help, HelpDialog, KeyCaps } from '../../ui/help';
import { begun, commands, useCommands } from '../../ui/keys';
import { failed } from '../../ui/toast';
import { chooseTheme, THEMES } from '../../ui/theme';
import { navigate, type Route, route } from '../../route';
import { goes } from './go';
import { rememberSearch } from '../../ui/searches';
import './everywhere.css';

/** What can be done on every view, and the page of help about all that can. */
export function Everywhere() {
    const now = route.value;
    const [palette, setPalette] = useState(false);
    const searched = 'q' in now ? now.q : '';
    useEffect(() => rememberSearch(searched), [searched]);
    useCommands(
        'Everywhere',
        [
            {
                name: 'Find a command, view, session or header',
                keys: ['Mod+k', ':'],
                run: () => setPalette(true),
                listed: false,
            },
            { name: 'Searching and keys', keys: ['?'], run: () => void (help.value = 'keys') },
            ...goes(now),
            ...THEMES.map((theme) => ({ name: `Theme: ${theme}`, run: () => chooseTheme(theme) })),
        ],
        { layer: 0 },
    );
    const searches = 'q' in now;
    return (
        <>
            {help.value !== '' && (
                <HelpDialog
                    first={help.value}
                    onClose={() => void (help.value = '')}
                    onTry={
                        searches
                            ? (q) => {
                                  help.value = '';
                                  navigate(withSearch(now, q));
                              }
                            : undefined
                    }
                />
            )}
            {palette && <LaterPalette onClose={() => setPalette(false)} />}
            <Following />
        </>
    );
}

type PaletteView = ComponentType<{ onClose: () => void }>;

/** The palette comes when it is first asked for: the first page is not to wait for it. */
function LaterPalette({ onClose }: { onClose: () => void }) {
    const [Loaded, setLoaded] = useState<PaletteView>();
    useEffect(() => {
        import('./palette').then(
            (module) => setLoaded(() => module.default),
            (reason: unknown) => {
                failed(reason);
                onClose();
            },
        );
    }, []);
    // What is typed until it is here is no command.
    if (Loaded === undefined) return <dialog open class="unseen" aria-label="Opening the palette" />;
    return <Loaded onClose={onClose} />;
}

function withSearch(now: Route, q: string): Route {
    if (now.view === 'requests' || now.view === 'timeline') return { ...now, q, request: '' };
    return now.view === 'statistics' ? { ...now, q } : now;
}

/** After the first key of two: what the second can be. */
function Following() {
    if (begun.value === '') return null;
    return (
        <div class="following" role="status">
            <KeyCaps stroke={shownKeys(begun.value)} /> then
            <ul>
                {commands.following(begun.value).map(({ key, name }) => (
                    <li key={key}>
                        <KeyCaps stroke={shownKeys(key)} /> {name}
                    </li>
                ))}
            </ul>
        </div>
    );
}
