import { useState } from 'preact/hooks';
import { asApiError, createSession } from '../../api';
import { Field, type FieldError } from '../../ui/field';
import { navigate, requestsOf } from '../../route';

const MASKED = ['authorization', 'cookie', 'proxy-authorization', 'set-cookie'];

/** H2O's h2olog socket as a source, for servers that cannot be attached to. */
export function Socket() {
    const [path, setPath] = useState('');
    const [appData, setAppData] = useState(true);
    const [error, setError] = useState<FieldError>();
    const [busy, setBusy] = useState(false);
    const open = async () => {
        setBusy(true);
        try {
            const session = await createSession({ socket: path.trim(), preset: 'all', redact: MASKED, appData });
            navigate(requestsOf(session.id));
        } catch (reason) {
            const { message, hint } = asApiError(reason);
            setError({ message, hint });
            setBusy(false);
        }
    };
    return (
        <details class="socket">
            <summary>Read H2O’s h2olog socket</summary>
            <form
                onSubmit={(event) => {
                    event.preventDefault();
                    void open();
                }}>
                <Field
                    label="Path of the socket"
                    value={path}
                    placeholder="/run/h2o/h2olog.sock"
                    error={error}
                    help="A UNIX socket on which H2O listens, for a host with h2olog: ON (or appdata) in its configuration."
                    onInput={(text) => {
                        setPath(text);
                        setError(undefined);
                    }}
                />
                <label class="tick">
                    <input
                        type="checkbox"
                        checked={appData}
                        onChange={(event) => setAppData(event.currentTarget.checked)}
                    />
                    <span>
                        Ask for application data: headers’ names and values come only with it.{' '}
                        <span class="quiet">An H2O with h2olog: ON sends nothing at all then.</span>
                    </span>
                </label>
                <p class="quiet">
                    Nothing is attached. H2O leaves events out, uncounted, where it cannot write them at once; its times
                    are milliseconds; and it takes 32 readers at most.
                </p>
                <button type="submit" class="button" disabled={busy || path.trim() === ''}>
                    {busy ? 'Opening …' : 'Read it'}
                </button>
            </form>
        </details>
    );
}
