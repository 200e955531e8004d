import { useEffect, useState } from 'preact/hooks';
import { type ApiError, asApiError, createLink, type LinkWish, type Redaction, type SharedLink } from '../../api';
import { Dialog } from '../dialog';
import { Problem } from '../message';
import { EXPIRES, expiryOf, REDACTIONS, UNTIL } from './choices';
import { Made } from './made';
import { Preview } from './preview';
import './share.css';

interface ShareProps {
    session: string;
    onClose: () => void;
}

/** Makes a link to the view as it is, after one has seen what of it will be hidden. */
export default function ShareDialog({ session, onClose }: ShareProps) {
    const [view] = useState(() => location.pathname + location.search);
    const [note, setNote] = useState('');
    const [expires, setExpires] = useState('7d');
    const [until, setUntil] = useState('');
    const [redaction, setRedaction] = useState<Redaction>('standard');
    const [made, setMade] = useState<SharedLink & { url: string }>();
    const [error, setError] = useState<ApiError>();
    const [busy, setBusy] = useState(false);
    useEffect(() => setError(undefined), [expires, until, note]);
    const wish: LinkWish = { session, view, note, redaction, expires: expiryOf(expires, until) };
    const make = async () => {
        setBusy(true);
        try {
            setMade(await createLink(wish));
        } catch (reason) {
            setError(asApiError(reason));
        }
        setBusy(false);
    };
    return (
        <Dialog
            title={made === undefined ? 'Share this view' : 'The link'}
            wide
            onClose={onClose}
            actions={
                made === undefined ? (
                    <>
                        <button type="button" class="button" onClick={onClose}>
                            Cancel
                        </button>
                        <button type="button" class="button primary" disabled={busy} onClick={() => void make()}>
                            Create the link
                        </button>
                    </>
                ) : (
                    <button type="button" class="button" onClick={onClose}>
                        Done
                    </button>
                )
            }>
            {made !== undefined ? (
                <Made link={made} />
            ) : (
                <form
                    class="share"
                    onSubmit={(event) => {
                        event.preventDefault();
                        void make();
                    }}>
                    <p class="quiet">
                        Whoever has the link sees this view, its requests and their connections, and nothing else of
                        this session; they can look and search, but not change anything.
                    </p>
                    <label class="share-field">
                        <span>Note</span>
                        <textarea
                            class="input"
                            rows={2}
                            maxLength={1000}
                            placeholder="What to look at"
                            value={note}
                            onInput={(event) => setNote(event.currentTarget.value)}
                        />
                    </label>
                    <div class="share-field">
                        <label for="share-expires">Works for</label>
                        <span class="share-expiry">
                            <select
                                id="share-expires"
                                class="input"
                                value={expires}
                                onChange={(event) => setExpires(event.currentTarget.value)}>
                                {EXPIRES.map(([value, name]) => (
                                    <option key={value} value={value}>
                                        {name}
                                    </option>
                                ))}
                            </select>
                            {expires === UNTIL && (
                                <input
                                    class="input"
                                    type="datetime-local"
                                    aria-label="Until when it works"
                                    value={until}
                                    onInput={(event) => setUntil(event.currentTarget.value)}
                                />
                            )}
                        </span>
                    </div>
                    <fieldset class="share-redaction">
                        <legend>Hidden</legend>
                        {REDACTIONS.map(({ value, name, hides }) => (
                            <label key={value} class={value === redaction ? 'chosen' : ''}>
                                <input
                                    type="radio"
                                    name="redaction"
                                    checked={value === redaction}
                                    onChange={() => setRedaction(value)}
                                />
                                <span>
                                    <strong>{name}</strong>
                                    <span class="quiet">{hides}</span>
                                </span>
                            </label>
                        ))}
                    </fieldset>
                    <Preview wish={{ session, view, redaction }} />
                    {error !== undefined && <Problem error={error} />}
                </form>
            )}
        </Dialog>
    );
}
