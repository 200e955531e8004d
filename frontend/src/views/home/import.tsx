import { useRef, useState } from 'preact/hooks';
import { asApiError, type ApiError, importFile, isAbort } from '../../api';
import { Icon } from '../../ui/icon';
import { Problem } from '../../ui/message';
import { plain } from '../../ui/escape';
import { navigate, requestsOf } from '../../route';
import { filesOf, progressText, type Sending } from './files';
import { Socket } from './socket';

/** Traces that come otherwise than by probes: as a file, chosen or dropped, or from H2O's own log. */
export function Import({ done }: { done: () => void }) {
    const input = useRef<HTMLInputElement>(null);
    const [sending, setSending] = useState<Sending>();
    const [error, setError] = useState<ApiError>();
    const stop = useRef<AbortController>();
    const [over, setOver] = useState(false);
    const send = async (files: File[]) => {
        setError(undefined);
        const { signal } = (stop.current = new AbortController());
        try {
            let last = '';
            for (const file of files) {
                const name = plain(file.name);
                setSending({ name, share: 0 });
                last = (await importFile(file, (share) => setSending({ name, share }), signal)).id;
                done();
            }
            if (files.length === 1) navigate(requestsOf(last));
        } catch (reason) {
            if (!isAbort(reason)) setError(asApiError(reason));
        }
        setSending(undefined);
    };
    return (
        <section class="section" aria-labelledby="import">
            <header>
                <h2 id="import">From elsewhere</h2>
                <span class="quiet">what was logged before, or by H2O itself</span>
            </header>
            <div
                class={over ? 'drop over' : 'drop'}
                onDragOver={(event) => {
                    event.preventDefault();
                    setOver(true);
                }}
                onDragLeave={() => setOver(false)}
                onDrop={(event) => {
                    event.preventDefault();
                    setOver(false);
                    if (!sending) void send(filesOf([...(event.dataTransfer?.files ?? [])]));
                }}>
                <input
                    ref={input}
                    type="file"
                    multiple
                    hidden
                    aria-label="Files to import"
                    onChange={(event) => {
                        const files = [...(event.currentTarget.files ?? [])];
                        event.currentTarget.value = '';
                        void send(files);
                    }}
                />
                <button
                    type="button"
                    class="button"
                    disabled={sending !== undefined}
                    onClick={() => input.current?.click()}>
                    <Icon name="plus" /> Import a file
                </button>
                <span class="quiet" role="status">
                    {sending
                        ? progressText(sending)
                        : 'or drop one here: a session file, or lines of h2olog or qlog, plain or gzip'}
                </span>
                {sending && <progress value={Math.min(1, sending.share)} aria-label="Sent" />}
                {sending && sending.share < 1 && (
                    <button type="button" class="button small" onClick={() => stop.current?.abort()}>
                        Cancel
                    </button>
                )}
            </div>
            {error && <Problem error={error} />}
            <Socket />
        </section>
    );
}
