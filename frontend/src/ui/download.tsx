import { useState } from 'preact/hooks';
import { Dialog } from './dialog';
import './download.css';

const FORMATS = [
    ['qlog-0.3', 'qlog 0.3', 'opens in qvis; QUIC connections only'],
    ['qlog', 'qlog, present draft', 'JSON text sequence, connections told apart by their group'],
    ['qlog-json', 'qlog, present draft, one object', 'JSON with a trace for each connection'],
    ['jsonl', 'JSON lines', 'every event as it is stored; can be imported again'],
    ['h2olog', 'h2olog', 'the lines that H2O’s own tool prints, times in milliseconds'],
] as const;

/** Where a session, or one connection of it, is had as a file. */
export function exportPath(session: string, format: string, conn?: number): string {
    const query = new URLSearchParams({ format });
    if (conn !== undefined) query.set('conn', String(conn));
    return `/api/sessions/${encodeURIComponent(session)}/export?${query}`;
}

/** A button that offers the formats a session, or one connection of it, can be taken away in. */
export function Download({ session, conn }: { session: string; conn?: number }) {
    const [open, setOpen] = useState(false);
    return (
        <>
            <button type="button" class="button small" aria-haspopup="dialog" onClick={() => setOpen(true)}>
                Export
            </button>
            {open && (
                <Dialog
                    title={conn === undefined ? 'Export this session' : 'Export this connection'}
                    onClose={() => setOpen(false)}>
                    <ul class="downloads">
                        {FORMATS.map(([format, name, what]) => (
                            <li key={format}>
                                <a href={exportPath(session, format, conn)} download>
                                    {name}
                                </a>
                                <span class="quiet">{what}</span>
                            </li>
                        ))}
                    </ul>
                    <p class="quiet">Headers leave as they are stored: what was masked or withheld stays so.</p>
                </Dialog>
            )}
        </>
    );
}
