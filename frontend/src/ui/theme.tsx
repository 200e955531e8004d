import { signal } from '@preact/signals';
import { IconButton, type IconName } from './icon';

export type Theme = 'system' | 'light' | 'dark';

export const THEMES: readonly Theme[] = ['system', 'light', 'dark'];
const ICONS: Record<Theme, IconName> = { system: 'monitor', light: 'sun', dark: 'moon' };
const theme = signal<Theme>(THEMES.find((each) => each === document.documentElement.dataset['theme']) ?? 'system');

export function chooseTheme(next: Theme): void {
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
    const next = THEMES[(THEMES.indexOf(theme.value) + 1) % THEMES.length] ?? 'system';
    return (
        <IconButton
            icon={ICONS[theme.value]}
            label={`Theme: ${theme.value}. Change to ${next}`}
            onClick={() => chooseTheme(next)}
        />
    );
}
