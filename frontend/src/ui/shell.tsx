import type { ComponentChildren } from 'preact';
import { guest } from '../api';
import { GuestBanner } from './share/guest';
import { ThemeButton } from './theme';
import { Toasts } from './toast';
import './shell.css';

/** What stands round every view; first of all a way past it for those who go by Tab. */
export function Shell({ children }: { children: ComponentChildren }) {
    return (
        <>
            <button type="button" class="skip button" onClick={intoMain}>
                Skip to the content
            </button>
            <header class="shell">
                <a class="brand" href="/">
                    <img src="/icon.svg" alt="" width="20" height="20" />
                    Hydroscope
                </a>
                <span class="shell-slot" />
                {!guest.value && (
                    <>
                        <a class="shell-link" href="/sql">
                            SQL
                        </a>
                        <a class="shell-link" href="/links">
                            Shared links
                        </a>
                    </>
                )}
                <ThemeButton />
            </header>
            <GuestBanner />
            {children}
            <Toasts />
        </>
    );
}

/** The list or diagram of a view, where it has one, else all of it. */
function intoMain(): void {
    const main = document.querySelector<HTMLElement>('main');
    const inner = main?.querySelector<HTMLElement>('[role="grid"], .canvas-box');
    if (inner != null) inner.focus();
    else if (main !== null) {
        main.tabIndex = -1;
        main.focus();
    }
}
