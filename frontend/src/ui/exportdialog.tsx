import { useEffect, useId, useState } from 'preact/hooks';
import { facets } from '../api';
import { Dialog } from './dialog';
import { connName, count, plural } from './format';
import { ExportRun } from './exportrun';
import { type Choice, FORMATS, type Format, narrows, type Selection, told, type Whom, wish } from './exports';
import { useLoad } from './load';
import { Problem } from './message';

export interface ExportProps {
    session: string;
    conn?: number | undefined;
    /** How many requests the session has, and what a search leaves of them. */
    requests?: number | undefined;
    selection?: Selection | undefined;
}

/** Takes requests away as a file: which, in what format, and how far it is. */
export function ExportDialog({ session, conn, requests, selection, onClose }: ExportProps & { onClose: () => void }) {
    const first: Whom = conn !== undefined ? 'connection' : narrows(selection) ? 'selection' : 'session';
    const [whom, setWhom] = useState<Whom>(first);
    const [format, setFormat] = useState<Format>(FORMATS[0]!);
    const [run, setRun] = useState<ExportRun>();
    useEffect(() => () => run?.close(), [run]);
    const choice: Choice = { whom, conn, selection };
    const begin = () => setRun(new ExportRun(session, (key) => wish(format, choice, key)));
    const running = run !== undefined && !run.over;
    return (
        <Dialog
            title={conn === undefined ? 'Export' : `Export connection ${connName(conn)}`}
            onClose={onClose}
            actions={
                <>
                    {running && (
                        <button type="button" class="button" onClick={() => void run.cancel()}>
                            Cancel the export
                        </button>
                    )}
                    <button type="button" class="button primary" disabled={running} onClick={begin}>
                        {run === undefined ? 'Export' : 'Export again'}
                    </button>
                </>
            }>
            {conn === undefined && (
                <WhomField
                    whom={whom}
                    disabled={running}
                    session={session}
                    requests={requests}
                    selection={narrows(selection) ? selection : undefined}
                    onChoose={setWhom}
                />
            )}
            <fieldset class="export-choice" disabled={running}>
                <legend>As</legend>
                {FORMATS.map((one) => (
                    <label key={one.id}>
                        <input type="radio" name="format" checked={one === format} onChange={() => setFormat(one)} />
                        <span>
                            {one.name} <span class="quiet">{one.what}</span>
                        </span>
                    </label>
                ))}
            </fieldset>
            <p class="quiet">
                {format.quic && 'qlog holds QUIC connections, each whole, be it for one of its requests. '}
                Headers leave as they are stored: what was masked or withheld stays so.
            </p>
            {run !== undefined && <Going run={run} />}
        </Dialog>
    );
}

interface WhomProps {
    whom: Whom;
    disabled: boolean;
    session: string;
    requests: number | undefined;
    selection: Selection | undefined;
    onChoose: (whom: Whom) => void;
}

function WhomField({ whom, disabled, session, requests, selection, onChoose }: WhomProps) {
    const name = useId();
    return (
        <fieldset class="export-choice" disabled={disabled}>
            <legend>What</legend>
            {selection !== undefined && (
                <label>
                    <input
                        type="radio"
                        name={name}
                        checked={whom === 'selection'}
                        onChange={() => onChoose('selection')}
                    />
                    <span>
                        The requests of this search <Matched session={session} selection={selection} />
                    </span>
                </label>
            )}
            <label>
                <input type="radio" name={name} checked={whom === 'session'} onChange={() => onChoose('session')} />
                <span>
                    The whole session{' '}
                    {requests !== undefined && <span class="quiet">{plural(requests, 'request')}</span>}
                </span>
            </label>
        </fieldset>
    );
}

/** How many there are, as far as that was counted in the time for it. */
function Matched({ session, selection }: { session: string; selection: Selection }) {
    const { q, from, to } = selection;
    const { value } = useLoad(
        (signal) => facets(session, { q, from, to, fields: ['status'], limit: 1 }, signal),
        [session, q, from, to],
    );
    if (value === undefined) return null;
    const { matched, complete } = value;
    return <span class="quiet">{complete ? plural(matched, 'request') : `more than ${count(matched)} requests`}</span>;
}

function Going({ run }: { run: ExportRun }) {
    const state = run.state.value;
    const error = run.error.value;
    return (
        <div class="export-run">
            {error !== undefined ? (
                <Problem error={error} />
            ) : (
                <>
                    <progress value={state.share} aria-label="Exported" />
                    <p role="status">{told(state)}</p>
                </>
            )}
        </div>
    );
}
