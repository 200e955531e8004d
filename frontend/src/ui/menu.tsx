import { useEffect, useRef, useState } from 'preact/hooks';
import { IconButton, type IconName } from './icon';
import './menu.css';

export interface MenuItem {
    name: string;
    /** Shown beside it. */
    keys?: string;
    disabled?: boolean;
    run: () => void;
}

/** A button that opens a list of actions; arrows go through it, Esc and anything beside it close it. */
export function Menu({ label, icon, items }: { label: string; icon: IconName; items: readonly MenuItem[] }) {
    const [open, setOpen] = useState(false);
    const box = useRef<HTMLDivElement>(null);
    const entries = () => [...(box.current?.querySelectorAll<HTMLElement>('[role="menuitem"]:enabled') ?? [])];
    const close = (focus: boolean) => {
        setOpen(false);
        if (focus) box.current?.querySelector('button')?.focus();
    };
    useEffect(() => {
        if (!open) return undefined;
        entries()[0]?.focus();
        const elsewhere = (event: Event) => {
            if (event.target instanceof Node && box.current?.contains(event.target) !== true) close(false);
        };
        document.addEventListener('pointerdown', elsewhere);
        return () => document.removeEventListener('pointerdown', elsewhere);
    }, [open]);
    const pressed = (key: KeyboardEvent) => {
        if (!open) return;
        const all = entries();
        const at = all.findIndex((entry) => entry === document.activeElement);
        const to: Record<string, number | undefined> = {
            ArrowDown: (at + 1) % all.length,
            ArrowUp: (at - 1 + all.length) % all.length,
            Home: 0,
            End: all.length - 1,
        };
        const next = to[key.key];
        if (next !== undefined) all[next]?.focus();
        else if (key.key === 'Escape') close(true);
        else if (key.key === 'Tab') return close(false);
        else if (key.key !== 'Enter' && key.key !== ' ') return;
        if (next !== undefined || key.key === 'Escape') key.preventDefault();
        key.stopPropagation();
    };
    return (
        <div ref={box} class="menu-box" onKeyDown={pressed}>
            <IconButton icon={icon} label={label} popup="menu" expanded={open} onClick={() => setOpen(!open)} />
            {open && (
                <div class="menu" role="menu" aria-label={label}>
                    {items.map(({ name, keys, disabled, run }) => (
                        <button
                            key={name}
                            type="button"
                            role="menuitem"
                            tabIndex={-1}
                            disabled={disabled}
                            onClick={() => {
                                close(true);
                                run();
                            }}>
                            {name}
                            {keys !== undefined && <kbd>{keys}</kbd>}
                        </button>
                    ))}
                </div>
            )}
        </div>
    );
}
