import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { IconButton } from './icon';
import './panel.css';

const LEAST = 320;
const STEP = 32;
const width = signal(stored());

function stored(): number {
    try {
        return Math.max(LEAST, Number(localStorage.getItem('panel')) || 560);
    } catch {
        return 560;
    }
}

function resize(to: number): void {
    width.value = Math.round(Math.max(LEAST, Math.min(to, innerWidth * 0.75)));
    try {
        localStorage.setItem('panel', String(width.value));
    } catch {
        // Storage is refused: the width holds until the page is closed.
    }
}

interface PanelProps {
    label: string;
    title: ComponentChildren;
    actions?: ComponentChildren;
    onClose: () => void;
    children: ComponentChildren;
}

/** Docked at the right of a list, as wide as one likes: by dragging its edge, or the arrow keys on it. */
export function Panel({ label, title, actions, onClose, children }: PanelProps) {
    return (
        <aside class="panel" aria-label={label} style={{ width: `${width.value}px` }}>
            <div
                class="panel-edge"
                role="separator"
                tabIndex={0}
                aria-orientation="vertical"
                aria-label="Width of the panel"
                aria-valuenow={width.value}
                aria-valuemin={LEAST}
                aria-valuemax={Math.round(innerWidth * 0.75)}
                onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
                onPointerMove={(event) => {
                    if (event.currentTarget.hasPointerCapture(event.pointerId)) resize(innerWidth - event.clientX);
                }}
                onKeyDown={(key) => {
                    if (key.key === 'ArrowLeft') resize(width.value + STEP);
                    if (key.key === 'ArrowRight') resize(width.value - STEP);
                }}
            />
            <header class="panel-head">
                <div class="panel-title">{title}</div>
                {actions}
                <IconButton icon="close" label="Close" keys="Escape" onClick={onClose} />
            </header>
            {children}
        </aside>
    );
}
