import { useState } from 'preact/hooks';
import { guest } from '../../api';
import { Icon } from '../icon';
import { Later } from '../later';
import './button.css';

const dialog = () => import('./dialog');

/** Shares what is on the page now; the dialog comes when it is first asked for. */
export function ShareButton({ session }: { session: string }) {
    const [open, setOpen] = useState(false);
    if (guest.value) return null;
    return (
        <>
            <button
                type="button"
                class="button small"
                title="Share this view by a link"
                aria-label="Share"
                aria-haspopup="dialog"
                onClick={() => setOpen(true)}>
                <Icon name="link" />
                <span class="share-word">Share</span>
            </button>
            {open && <Later load={dialog} props={{ session, onClose: () => setOpen(false) }} />}
        </>
    );
}
