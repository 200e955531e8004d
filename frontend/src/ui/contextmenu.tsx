import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import './contextmenu.css';

export interface MenuAction {
    name: string;
    /** What it is about, beside its name. */
    detail?: string;
    keys?: string;
    /** A line stands above it. */
    apart?: boolean;
    run: () => void;
}

export interface Place {
    x: number;
    y: number;
}

interface ContextMenuProps {
    label: string;
    at: Place;
    items: readonly MenuAction[];
    onClose: () => void;
}

/** A short list of what can be done with what is under the pointer, or has the focus, which it gives back. */
export function ContextMenu({ label, at, items, onClose }: ContextMenuProps) {
    const box = useRef<HTMLDivElement>(null);
    const [place, setPlace] = useState(at);
    useLayoutEffect(() => {
        const before = document.activeElement;
        // Over everything: where it stands in the page, a table would clip it, and count its place from its own corner.
        box.current?.showPopover?.();
        const { width = 0, height = 0 } = box.current?.getBoundingClientRect() ?? {};
        setPlace({
            x: Math.max(4, Math.min(at.x, innerWidth - width - 4)),
            y: Math.max(4, Math.min(at.y, innerHeight - height - 4)),
        });
        buttons(box.current)[0]?.focus({ preventScroll: true });
        return () => {
            if (before instanceof HTMLElement) before.focus({ preventScroll: true });
        };
    }, []);
    useEffect(() => {
        const beside = (event: Event) => {
            if (!(event.target instanceof Node) || box.current?.contains(event.target) !== true) onClose();
        };
        document.addEventListener('pointerdown', beside, true);
        document.addEventListener('scroll', beside, true);
        return () => {
            document.removeEventListener('pointerdown', beside, true);
            document.removeEventListener('scroll', beside, true);
        };
    });
    const pressed = (event: KeyboardEvent) => {
        event.stopPropagation();
        const all = buttons(box.current);
        const now = all.findIndex((button) => button === document.activeElement);
        const to = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: all.length - 1 }[event.key];
        if (to !== undefined) all.at(to % all.length)?.focus();
        else if (event.key === 'Escape' || event.key === 'Tab') onClose();
        else return;
        event.preventDefault();
    };
    return (
        <div
            ref={box}
            class="context-menu"
            popover="manual"
            role="menu"
            aria-label={label}
            style={{ left: `${place.x}px`, top: `${place.y}px` }}
            onKeyDown={pressed}
            onContextMenu={(event) => event.preventDefault()}>
            {items.map(({ name, detail, keys, apart, run }) => (
                <button
                    key={name}
                    type="button"
                    role="menuitem"
                    tabIndex={-1}
                    class={apart ? 'apart' : ''}
                    onClick={() => {
                        onClose();
                        run();
                    }}>
                    <span>{name}</span>
                    {detail !== undefined && <span class="mono context-detail ellipsis">{detail}</span>}
                    {keys !== undefined && <kbd>{keys}</kbd>}
                </button>
            ))}
        </div>
    );
}

const buttons = (box: HTMLElement | null) => [...(box?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
