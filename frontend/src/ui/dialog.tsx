import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { IconButton } from './icon';
import './dialog.css';

interface DialogProps {
    title: string;
    onClose: () => void;
    children: ComponentChildren;
    actions?: ComponentChildren;
    wide?: boolean;
}

/** A modal question or page of help; Esc, a click beside it or its cross close it. */
export function Dialog({ title, onClose, children, actions, wide }: DialogProps) {
    const element = useRef<HTMLDialogElement>(null);
    const heading = useId();
    useLayoutEffect(() => {
        const dialog = element.current;
        dialog?.showModal();
        // Taken away rather than closed, it would leave the focus nowhere; whoever took it away knows that it is closed.
        return () => {
            dialog?.addEventListener('close', (event) => event.stopImmediatePropagation(), true);
            dialog?.close();
        };
    }, []);
    return (
        <dialog
            ref={element}
            class={wide ? 'dialog wide' : 'dialog'}
            aria-labelledby={heading}
            onClose={onClose}
            onClick={(click) => {
                if (click.target === element.current) element.current?.close();
            }}
            onKeyDown={(key) => key.stopPropagation()}>
            <div class="dialog-box">
                <header>
                    <h2 id={heading}>{title}</h2>
                    <IconButton icon="close" label="Close" onClick={() => element.current?.close()} />
                </header>
                <div class="dialog-body">{children}</div>
                {actions !== undefined && <footer>{actions}</footer>}
            </div>
        </dialog>
    );
}

interface ConfirmProps {
    title: string;
    action: string;
    busy?: boolean;
    onConfirm: () => void;
    onClose: () => void;
    children: ComponentChildren;
}

/** Asks before what cannot be undone. */
export function Confirm({ title, action, busy, onConfirm, onClose, children }: ConfirmProps) {
    return (
        <Dialog
            title={title}
            onClose={onClose}
            actions={
                <>
                    <button type="button" class="button" onClick={onClose}>
                        Cancel
                    </button>
                    <button type="button" class="button danger" disabled={busy} onClick={onConfirm}>
                        {action}
                    </button>
                </>
            }>
            {children}
        </Dialog>
    );
}
