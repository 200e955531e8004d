import { useState } from 'preact/hooks';
import { asApiError, createSession, targets } from '../../api';
import { sentence } from '../../ui/format';
import { useLoad } from '../../ui/load';
import { Note, Problem } from '../../ui/message';
import { Text } from '../../ui/text';
import { navigate, requestsOf } from '../../route';
import { body, check, type Draft, type Errors, FRESH, placed } from './form';
import { Options } from './options';
import { Presets } from './preset';
import { providersText } from './providers';
import { FollowTcp } from './tcp';
import { Whom } from './whom';
import './attach.css';

/** Attaches to a process or its binary: what to capture, how much of it, and what to hide. */
export function Attach({ pid }: { pid: number }) {
    const loaded = useLoad(targets, [pid]);
    const target = loaded.value?.find((each) => each.pid === pid);
    const [draft, setDraft] = useState<Draft>(FRESH);
    const [errors, setErrors] = useState<Errors>({});
    const [busy, setBusy] = useState(false);
    const change = (part: Partial<Draft>) => {
        setDraft({ ...draft, ...part });
        setErrors({});
    };
    const attach = async () => {
        const wrong = check(draft);
        setErrors(wrong);
        if (Object.keys(wrong).length > 0) return;
        setBusy(true);
        try {
            const session = await createSession(body(pid, draft));
            navigate(requestsOf(session.id), 'replace');
        } catch (reason) {
            setErrors(placed(asApiError(reason)));
            setBusy(false);
        }
    };
    if (loaded.value !== undefined && target === undefined) {
        return (
            <main class="page">
                <h1 class="unseen">Attach</h1>
                <Note title={`There is no process ${pid} with probes`}>
                    It may have ended. <a href="/">See what runs now.</a>
                </Note>
            </main>
        );
    }
    return (
        <main class="page">
            <form
                class="column attach"
                onSubmit={(event) => {
                    event.preventDefault();
                    void attach();
                }}>
                <header>
                    <h1>Attach to pid {pid}</h1>
                    {target && (
                        <p class="quiet">
                            <span class="mono">
                                <Text of={target.command} cut={200} />
                            </span>{' '}
                            · {providersText(target)}
                        </p>
                    )}
                </header>
                {loaded.error !== undefined && <Problem error={loaded.error} retry={loaded.again} />}
                {target?.problem && <Note title="It cannot be attached to">{sentence(target.problem)}</Note>}
                {target && (
                    <Whom
                        target={target}
                        targets={loaded.value ?? []}
                        every={draft.every}
                        onChoose={(every) => change({ every })}
                    />
                )}
                <Presets chosen={draft.preset} onChoose={(preset) => change({ preset })} />
                <FollowTcp on={draft.tcp} onChange={(tcp) => change({ tcp })} />
                <Options draft={draft} errors={errors} change={change} />
                {errors.form && (
                    <div class="problem" role="alert">
                        <div>
                            <strong>{sentence(errors.form.message)}</strong>
                            <p>{sentence(errors.form.hint)}</p>
                        </div>
                    </div>
                )}
                <footer>
                    <button type="submit" class="button primary" disabled={busy || !target || Boolean(target.problem)}>
                        {busy ? 'Attaching …' : 'Attach'}
                    </button>
                    <a class="button" href="/">
                        Cancel
                    </a>
                    <span class="quiet">The server keeps running; detaching restores it as it was.</span>
                </footer>
            </form>
        </main>
    );
}
