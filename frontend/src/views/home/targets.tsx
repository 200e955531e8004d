import type { Target } from '../../api';
import { moment, sentence } from '../../ui/format';
import type { Loaded } from '../../ui/load';
import { Note, Problem } from '../../ui/message';
import { Text } from '../../ui/text';
import { plain } from '../../ui/escape';
import { format, pickOf, requestsOf } from '../../route';
import { orderTargets, providersText } from './order';
import '../../ui/table.css';

export function Targets({ loaded, capture }: { loaded: Loaded<Target[]>; capture: boolean }) {
    return (
        <section class="section" aria-labelledby="targets">
            <header>
                <h2 id="targets">Processes with probes</h2>
                <span class="quiet">looked for again every few seconds</span>
                {capture && (
                    <a class="button small home-any" href={format(pickOf())}>
                        Trace any program …
                    </a>
                )}
            </header>
            {loaded.error !== undefined && <Problem error={loaded.error} retry={loaded.again} />}
            <div class="table-box">
                {loaded.value === undefined ? (
                    <Note title={loaded.error ? 'Not known' : 'Looking through the processes …'} />
                ) : (
                    <List targets={orderTargets(loaded.value)} capture={capture} />
                )}
            </div>
        </section>
    );
}

function List({ targets, capture }: { targets: Target[]; capture: boolean }) {
    if (targets.length === 0) {
        return (
            <Note title="No process here has H2O's probes">
                Start an H2O that was built with <code>-DWITH_DTRACE=ON</code>; it appears here by itself. Without one,{' '}
                <code>hydroscope demo</code> starts a stand-in to look at.
            </Note>
        );
    }
    return (
        <table class="table">
            <thead>
                <tr>
                    <th scope="col" class="number">
                        PID
                    </th>
                    <th scope="col" class="wide">
                        Command
                    </th>
                    <th scope="col">Probes</th>
                    <th scope="col">Started</th>
                    <th scope="col">
                        <span class="unseen">Action</span>
                    </th>
                </tr>
            </thead>
            <tbody>
                {targets.map((target) => (
                    <Row key={`${target.pid} ${target.startedAt}`} target={target} capture={capture} />
                ))}
            </tbody>
        </table>
    );
}

function Row({ target, capture }: { target: Target; capture: boolean }) {
    const problem = target.problem ?? '';
    return (
        <tr class={problem === '' ? '' : 'off'}>
            <td class="number">{target.pid}</td>
            <td class="wide" title={plain(`${target.command}\n${target.binary}`)}>
                <span class="mono">
                    <Text of={target.command} cut={300} />
                </span>
                {problem !== '' && <div class="reason">{sentence(problem)}</div>}
            </td>
            <td>{providersText(target.providers) || 'none'}</td>
            <td>{moment(target.startedAt)}</td>
            <td class="actions">
                {target.session !== null && (
                    <a class="button small" href={format(requestsOf(target.session))}>
                        Open session
                    </a>
                )}
                {target.session === null && problem === '' && capture && (
                    <a
                        class={target.providers['h2o'] === undefined ? 'button small' : 'button small primary'}
                        href={format({ view: 'attach', pid: target.pid })}
                        aria-label={`Attach to pid ${target.pid}`}>
                        Attach …
                    </a>
                )}
            </td>
        </tr>
    );
}
