import { shownKeys } from '../../ui/commands';
import { help, HelpDialog, KeyCaps } from '../../ui/help';
import { begun, commands, useCommands } from '../../ui/keys';
import { chooseTheme, THEMES } from '../../ui/theme';
import { navigate, type Route, route } from '../../route';
import { goes } from './go';
import './everywhere.css';

/** What can be done on every view, and the page of help about all that can. */
export function Everywhere() {
    const now = route.value;
    useCommands(
        'Everywhere',
        [
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
                                  navigate(searched(now, q));
                              }
                            : undefined
                    }
                />
            )}
            <Following />
        </>
    );
}

function searched(now: Route, q: string): Route {
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
