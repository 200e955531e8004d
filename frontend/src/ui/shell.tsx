import type { ComponentChildren } from 'preact';
import { ThemeButton } from './theme';
import { Toasts } from './toast';
import './shell.css';

/** What stands round every view. */
export function Shell({ children }: { children: ComponentChildren }) {
    return (
        <>
            <header class="shell">
                <a class="brand" href="/">
                    <img src="/icon.svg" alt="" width="20" height="20" />
                    Hydroscope
                </a>
                <span class="shell-slot" />
                <ThemeButton />
            </header>
            {children}
            <Toasts />
        </>
    );
}
