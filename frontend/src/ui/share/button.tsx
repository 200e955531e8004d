import { useState } from 'preact/hooks';
import { guest } from '../../api';
import { Icon } from '../icon';
import { Later } from '../later';

const dialog = () => import('./dialog');

/** Shares what is on the page now; the dialog comes when it is first asked for. */
export function ShareButton({ session }: { session: string }) {
    const [open, setOpen] = useState(false);
    if (guest.value) return null;
    return (
        <>
            <button type="button" class="button small" aria-haspopup="dialog" onClick={() => setOpen(true)}>
                <Icon name="link" />
                Share
            </button>
            {open && <Later load={dialog} props={{ session, onClose: () => setOpen(false) }} />}
        </>
    );
}
