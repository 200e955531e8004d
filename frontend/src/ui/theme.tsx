import { signal } from '@preact/signals';
import { IconButton, type IconName } from './icon';

export type Theme = 'system' | 'light' | 'dark';

const ORDER: readonly Theme[] = ['system', 'light', 'dark'];
const ICONS: Record<Theme, IconName> = { system: 'monitor', light: 'sun', dark: 'moon' };
const theme = signal<Theme>(ORDER.find((each) => each === document.documentElement.dataset['theme']) ?? 'system');

function choose(next: Theme): void {
    theme.value = next;
    if (next === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = next;
    try {
        if (next === 'system') localStorage.removeItem('theme');
        else localStorage.setItem('theme', next);
    } catch {
        // Storage is refused: the theme holds until the page is closed.
    }
}

/** Goes round system, light and dark. */
export function ThemeButton() {
    const next = ORDER[(ORDER.indexOf(theme.value) + 1) % ORDER.length] ?? 'system';
    return (
        <IconButton
            icon={ICONS[theme.value]}
            label={`Theme: ${theme.value}. Change to ${next}`}
            onClick={() => choose(next)}
        />
    );
}
