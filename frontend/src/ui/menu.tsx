import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon, type IconName } from './icon';
import './menu.css';

export interface MenuItem {
    name: string;
    /** One letter that takes it while the menu is open. */
    keys?: string;
    run: () => void;
    disabled?: boolean;
}

interface MenuProps {
    label: string;
    icon: IconName;
    items: readonly MenuItem[];
    /** The key that opens it, said in its tooltip. */
    keys?: string;
    /** Opened from elsewhere, as by a key: counts up. */
    turn?: number;
    disabled?: boolean;
    tabIndex?: number;
    /** Said under the items. */
    foot?: ComponentChildren;
}

/** A button with a menu: arrows, Home, End and letters choose; Esc and Tab close it, and the focus is where it was. */
export function Menu({ label, icon, items, keys, turn = 0, disabled, tabIndex, foot }: MenuProps) {
    const [open, setOpen] = useState(false);
    const seen = useRef(turn);
    const button = useRef<HTMLButtonElement>(null);
    const back = useRef<Element | null>(null);
    const id = useId();
    const show = () => {
        back.current = document.activeElement;
        setOpen(true);
    };
    if (seen.current !== turn) {
        seen.current = turn;
        if (!open && disabled !== true) show();
    }
    const close = (refocus: boolean) => {
        setOpen(false);
        const before = back.current;
        if (refocus) (before instanceof HTMLElement && before !== document.body ? before : button.current)?.focus();
    };
    return (
        <>
            <button
                ref={button}
                type="button"
                class="icon-button"
                aria-label={label}
                title={keys ? `${label} (${keys})` : label}
                aria-haspopup="menu"
                aria-expanded={open}
                aria-controls={open ? id : undefined}
                aria-keyshortcuts={keys}
                tabIndex={tabIndex}
                disabled={disabled}
                onClick={() => (open ? close(true) : show())}>
                <Icon name={icon} />
            </button>
            {open && (
                <MenuList id={id} label={label} items={items} anchor={button.current} onClose={close} foot={foot} />
            )}
        </>
    );
}

interface ListProps {
    id: string;
    label: string;
    items: readonly MenuItem[];
    anchor: HTMLElement | null;
    onClose: (refocus: boolean) => void;
    foot: ComponentChildren;
}

function MenuList({ id, label, items, anchor, onClose, foot }: ListProps) {
    const list = useRef<HTMLDivElement>(null);
    const choices = () => [...(list.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
    useLayoutEffect(() => {
        const element = list.current;
        if (element === null) return;
        element.showPopover();
        place(element, anchor);
        choices()[0]?.focus();
    }, []);
    const take = (item: MenuItem) => {
        if (item.disabled === true) return;
        onClose(true);
        item.run();
    };
    const pressed = (key: KeyboardEvent) => {
        if (key.ctrlKey || key.metaKey || key.altKey) return;
        key.stopPropagation();
        const all = choices();
        const at = all.findIndex((each) => each === document.activeElement);
        const moves: Record<string, number> = {
            ArrowDown: (at + 1) % all.length,
            ArrowUp: (at - 1 + all.length) % all.length,
            Home: 0,
            End: all.length - 1,
        };
        const to = moves[key.key];
        const item = items.find(({ keys }) => keys === key.key);
        if (key.key === 'Tab') onClose(false);
        else if (key.key === 'Escape') onClose(true);
        else if (to !== undefined) all[to]?.focus();
        else if (item !== undefined) take(item);
        else return;
        if (key.key !== 'Tab') key.preventDefault();
    };
    return (
        <div
            ref={list}
            class="menu"
            popover="manual"
            onKeyDown={pressed}
            onFocusOut={(event) => {
                if (!(event.relatedTarget instanceof Node) || !list.current?.contains(event.relatedTarget))
                    onClose(false);
            }}>
            <div id={id} role="menu" aria-label={label}>
                {items.map((item) => (
                    <button
                        key={item.name}
                        type="button"
                        role="menuitem"
                        tabIndex={-1}
                        aria-disabled={item.disabled === true}
                        aria-keyshortcuts={item.keys}
                        onClick={() => take(item)}>
                        <span>{item.name}</span>
                        {item.keys !== undefined && <kbd aria-hidden="true">{item.keys}</kbd>}
                    </button>
                ))}
            </div>
            {foot !== undefined && <div class="menu-foot">{foot}</div>}
        </div>
    );
}

const GAP = 4;

/** Below the button and within the window; above where there is no room below. */
function place(menu: HTMLElement, anchor: HTMLElement | null): void {
    const at = anchor?.getBoundingClientRect() ?? new DOMRect();
    const { width, height } = menu.getBoundingClientRect();
    const below = at.bottom + GAP + height <= innerHeight;
    menu.style.top = `${Math.max(GAP, below ? at.bottom + GAP : at.top - GAP - height)}px`;
    menu.style.left = `${Math.max(GAP, Math.min(at.right - width, innerWidth - width - GAP))}px`;
}
