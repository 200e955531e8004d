/** Shapes from Lucide (ISC licence), only those the page uses. */
const SHAPES = {
    alert: 'M12 9v4M12 17h.01M10.3 3.9 1.8 18a2 2 0 0 0 1.7 3h17a2 2 0 0 0 1.7-3L13.7 3.9a2 2 0 0 0-3.4 0Z',
    chart: 'M4 20h16M7 16v-5M12 16V5M17 16v-8',
    check: 'M20 6 9 17l-5-5',
    chevron: 'm9 18 6-6-6-6',
    close: 'M18 6 6 18M6 6l12 12',
    compare: 'M8 3 4 7l4 4M4 7h16M16 21l4-4-4-4M20 17H4',
    copy:
        'M10 8h10a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H10a2 2 0 0 1-2-2V10a2 2 0 0 1 2-2Z' +
        'M4 16a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2h10a2 2 0 0 1 2 2',
    down: 'M12 5v14M19 12l-7 7-7-7',
    filter: 'M22 3H2l8 9.5V19l4 2v-8.5Z',
    fit: 'M8 3H3v5M16 3h5v5M8 21H3v-5M16 21h5v-5',
    help: 'M9.1 9a3 3 0 0 1 5.8 1c0 2-3 3-3 3M12 17h.01M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0Z',
    columns: 'M3 4h18v16H3ZM9 4v16M15 4v16',
    info: 'M12 16v-4M12 8h.01M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0Z',
    link: 'M9 17H7A5 5 0 0 1 7 7h2M15 7h2a5 5 0 0 1 0 10h-2M8 12h8',
    minus: 'M5 12h14',
    monitor: 'M4 3h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2ZM8 21h8M12 17v4',
    more: 'M4.5 12h1M11.5 12h1M18.5 12h1',
    moon: 'M12 3a6 6 0 0 0 9 9 9 9 0 1 1-9-9Z',
    note: 'M4 4h16v11l-5 5H4ZM20 15h-5v5M8 9h8M8 13h4',
    next: 'm9 18 6-6-6-6',
    pause: 'M8 5v14M16 5v14',
    pencil: 'M17 3a2.8 2.8 0 1 1 4 4L7.5 20.5 2 22l1.5-5.5ZM15 5l4 4',
    pin:
        'M12 17v5M9 10.8a2 2 0 0 1-1.1 1.8l-1.8.9A2 2 0 0 0 5 15.2V17h14v-1.8a2 2 0 0 0-1.1-1.7l-1.8-.9' +
        'a2 2 0 0 1-1.1-1.8V6h1a2 2 0 0 0 0-4H8a2 2 0 0 0 0 4h1Z',
    play: 'M6 4l14 8-14 8Z',
    plus: 'M5 12h14M12 5v14',
    previous: 'm15 18-6-6 6-6',
    search: 'm21 21-4.3-4.3M19 11a8 8 0 1 1-16 0 8 8 0 0 1 16 0Z',
    stop: 'M7 6h10a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1Z',
    sun:
        'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM12 2v2M12 20v2M4.9 4.9l1.4 1.4M17.7 17.7l1.4 1.4M2 12h2M20 12h2' +
        'M6.3 17.7l-1.4 1.4M19.1 4.9l-1.4 1.4',
    table: 'M3 5h18v14H3ZM3 10h18M3 14.5h18M9 10v9',
    trash: 'M3 6h18M19 6v14a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V6M8 6V4a2 2 0 0 1 2-2h4a2 2 0 0 1 2 2v2M10 11v6M14 11v6',
    up: 'm5 12 7-7 7 7M12 19V5',
} as const;

export type IconName = keyof typeof SHAPES;

export function Icon({ name }: { name: IconName }) {
    return (
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d={SHAPES[name]} />
        </svg>
    );
}

interface IconButtonProps {
    icon: IconName;
    label: string;
    onClick: () => void;
    pressed?: boolean;
    disabled?: boolean;
    keys?: string;
    /** What it opens, and whether that is open. */
    popup?: 'menu' | 'dialog';
    expanded?: boolean;
}

/** A button that is only a picture: its label is its name and its tooltip. */
export function IconButton({ icon, label, onClick, pressed, disabled, keys, popup, expanded }: IconButtonProps) {
    return (
        <button
            type="button"
            class="icon-button"
            aria-label={label}
            title={keys ? `${label} (${keys})` : label}
            aria-pressed={pressed}
            aria-keyshortcuts={keys}
            aria-haspopup={popup}
            aria-expanded={expanded}
            disabled={disabled}
            onClick={onClick}>
            <Icon name={icon} />
        </button>
    );
}
