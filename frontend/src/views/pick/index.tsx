import { useState } from 'preact/hooks';
import { allTargets, type ApiError, asApiError, createSession, type SessionRequest } from '../../api';
import { navigate, type PickRoute, probesOf } from '../../route';
import { sentence } from '../../ui/format';
import { Field } from '../../ui/field';
import { useLoad } from '../../ui/load';
import { Problem } from '../../ui/message';
import { Chosen } from './chosen';
import { Cost } from './cost';
import { Pickers } from './pickers';
import { cleaned, parseSpec, wrongArguments } from './spec';
import { Whom } from './whom';
import './pick.css';

/** Attaches to probes, functions and tracepoints of any program: from choosing them to a session. */
export default function Pick({ route }: { route: PickRoute }) {
    const targets = useLoad(allTargets, [], route.pid === undefined ? 4000 : 0);
    const [error, setError] = useState<ApiError>();
    const [busy, setBusy] = useState(false);
    const target = targets.value?.find(({ pid }) => pid === route.pid);
    const change = (part: Partial<PickRoute>) => {
        setError(undefined);
        navigate({ ...route, ...part }, part.pid === undefined && !('pid' in part) ? 'replace' : 'push');
    };
    const probes = cleaned(route.probes);
    const wrong = probes.map((text) => wrongArguments(parseSpec(text)?.arguments ?? [])).find((said) => said !== '');
    const gone = route.pid !== 0 && targets.value !== undefined && target === undefined;
    const ready = route.pid !== undefined && !gone && probes.length > 0 && wrong === undefined;
    const body = (): SessionRequest => ({
        ...(route.pid === 0 ? { machine: true } : { pid: route.pid ?? 0 }),
        probes,
        redact: [],
        appData: false,
        ...(route.name.trim() === '' ? {} : { name: route.name.trim() }),
        ...(route.duration === '' ? {} : { maxDuration: route.duration }),
    });
    const attach = async () => {
        setBusy(true);
        setError(undefined);
        try {
            const session = await createSession(body());
            navigate(probesOf(session.id));
        } catch (reason) {
            setError(asApiError(reason));
            setBusy(false);
        }
    };
    return (
        <main class="page">
            <form
                class="column pick"
                onSubmit={(event) => {
                    event.preventDefault();
                    if (ready) void attach();
                }}>
                <header>
                    <h1>Trace any program</h1>
                    <p class="quiet">
                        Its USDT probes, the functions of its program and libraries, and the kernel’s tracepoints. For
                        H2O’s requests and connections <a href="/">attach to it on the first page</a>.
                    </p>
                </header>
                {targets.error !== undefined && <Problem error={targets.error} retry={targets.again} />}
                <Whom targets={targets.value} pid={route.pid} onChoose={(pid) => change({ pid })} />
                {(target !== undefined || route.pid === 0) && (
                    <>
                        <Pickers
                            key={route.pid}
                            pid={route.pid ?? 0}
                            chosen={probes}
                            onAdd={(text) => change({ probes: cleaned([...route.probes, text]) })}
                            onRemove={(text) => change({ probes: route.probes.filter((each) => each !== text) })}
                        />
                        <Chosen
                            pid={route.pid ?? 0}
                            probes={route.probes}
                            onChange={(next) => change({ probes: next })}
                        />
                        <Cost key={JSON.stringify([route.pid, probes])} probes={probes} ready={ready} body={body} />
                        <section class="pick-part pick-bounds" aria-labelledby="pick-bounds">
                            <h2 id="pick-bounds">Name and bounds</h2>
                            <Field
                                label="Name"
                                value={route.name}
                                placeholder="chosen for you"
                                onInput={(name) => change({ name })}
                            />
                            <Field
                                label="Longest duration"
                                value={route.duration}
                                placeholder="10m"
                                help="30s, 10m, 2h; then it detaches by itself."
                                error={
                                    route.duration === '' || /^\d+(ms|s|m|h|d)$/.test(route.duration)
                                        ? undefined
                                        : { message: 'This is no duration yet.', hint: 'Write it as 30s, 10m or 2h.' }
                                }
                                onInput={(duration) => change({ duration: duration.replace(/[^0-9a-z]/g, '') })}
                            />
                        </section>
                    </>
                )}
                {error !== undefined && (
                    <div class="problem" role="alert">
                        <div>
                            <strong>{sentence(error.message)}</strong>
                            <p>{sentence(error.hint)}</p>
                        </div>
                    </div>
                )}
                <footer>
                    <button type="submit" class="button primary" disabled={!ready || busy}>
                        {busy ? 'Attaching …' : 'Attach'}
                    </button>
                    <a class="button" href="/">
                        Cancel
                    </a>
                    <span class="quiet">{wrong ?? said(gone ? undefined : route.pid, probes.length)}</span>
                </footer>
            </form>
        </main>
    );
}

function said(pid: number | undefined, probes: number): string {
    if (pid === undefined) return 'Choose a process, or the whole machine.';
    if (probes === 0) return 'Choose what to trace.';
    return 'The program keeps running; detaching restores it as it was.';
}
