import { useState } from 'preact/hooks';
import { ExportDialog, type ExportProps } from './exportdialog';
import './download.css';

/** A button that offers a session, what a search leaves of it, or one connection as a file. */
export function Download(of: ExportProps) {
    const [open, setOpen] = useState(false);
    return (
        <>
            <button type="button" class="button small" aria-haspopup="dialog" onClick={() => setOpen(true)}>
                Export
            </button>
            {open && <ExportDialog {...of} onClose={() => setOpen(false)} />}
        </>
    );
}
