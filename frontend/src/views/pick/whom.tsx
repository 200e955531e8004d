import { useState } from 'preact/hooks';
import type { Target } from '../../api';
import { count, plural, sentence } from '../../ui/format';
import { Note } from '../../ui/message';
import { plain } from '../../ui/escape';
import { Text } from '../../ui/text';

interface WhomProps {
    targets: readonly Target[] | undefined;
    /** 0: the machine. */
    pid: number | undefined;
    onChoose: (pid: number | undefined) => void;
}

const MOST = 200;

/** Whom to trace: a process, found by its number, user, command or providers; or the kernel as a whole. */
export function Whom({ targets, pid, onChoose }: WhomProps) {
    const [find, setFind] = useState('');
    const target = targets?.find((each) => each.pid === pid);
    if (pid === 0 || target !== undefined) {
        return (
            <section class="pick-part" aria-labelledby="pick-whom">
                <h2 id="pick-whom">Whom</h2>
                <p class="pick-target">
                    {target === undefined ? (
                        <strong>The whole machine, whichever process it is</strong>
                    ) : (
                        <>
                            <strong>pid {target.pid}</strong>
                            <span class="quiet">{target.user}</span>
                            <span class="mono ellipsis" title={plain(target.command)}>
                                <Text of={target.command} cut={200} />
                            </span>
                        </>
                    )}
                    <button type="button" class="button small" onClick={() => onChoose(undefined)}>
                        Change
                    </button>
                </p>
            </section>
        );
    }
    const found = (targets ?? []).filter((each) => matches(each, find));
    const all = plural(found.length, 'process', 'processes');
    return (
        <section class="pick-part" aria-labelledby="pick-whom">
            <h2 id="pick-whom">Whom</h2>
            {pid !== undefined && targets !== undefined && (
                <Note title={`There is no process ${pid}`}>It may have ended. Choose another one.</Note>
            )}
            <div class="pick-search">
                <input
                    class="input"
                    type="search"
                    value={find}
                    placeholder="Find a process by number, user, command or provider"
                    aria-label="Find a process"
                    onInput={(event) => setFind(event.currentTarget.value)}
                />
                <button type="button" class="button" onClick={() => onChoose(0)}>
                    The whole machine
                </button>
            </div>
            <div class="table-box pick-targets" tabIndex={0} role="region" aria-label="Processes">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col" class="number">
                                PID
                            </th>
                            <th scope="col">User</th>
                            <th scope="col" class="wide">
                                Command
                            </th>
                            <th scope="col">USDT providers</th>
                            <th scope="col">
                                <span class="unseen">Action</span>
                            </th>
                        </tr>
                    </thead>
                    <tbody>
                        {found.slice(0, MOST).map((each) => (
                            <Row key={each.pid} target={each} onChoose={() => onChoose(each.pid)} />
                        ))}
                    </tbody>
                </table>
            </div>
            <p class="quiet" role="status">
                {targets === undefined
                    ? 'Looking through the processes …'
                    : found.length > MOST
                      ? `The first ${count(MOST)} of ${all}: write more to find the others.`
                      : all}
            </p>
        </section>
    );
}

function Row({ target, onChoose }: { target: Target; onChoose: () => void }) {
    const providers = Object.entries(target.providers).map(([name, probes]) => `${name} (${probes})`);
    return (
        <tr class={target.problem === null ? '' : 'off'}>
            <td class="number">{target.pid}</td>
            <td>{target.user}</td>
            <td class="wide" title={plain(`${target.command}\n${target.binary}`)}>
                <span class="mono">
                    <Text of={target.command} cut={200} />
                </span>
                {target.problem !== null && <div class="reason">{sentence(target.problem)}</div>}
            </td>
            <td class="pick-providers" title={plain(providers.join(', '))}>
                <Text of={providers.join(', ')} cut={80} />
            </td>
            <td>
                <button
                    type="button"
                    class="button small"
                    aria-label={`Trace pid ${target.pid}`}
                    disabled={target.problem !== null && Object.keys(target.providers).length > 0}
                    onClick={onChoose}>
                    Choose
                </button>
            </td>
        </tr>
    );
}

/** Every word of what one looks for stands somewhere in it. */
function matches(target: Target, find: string): boolean {
    const all = [target.pid, target.user, target.command, target.binary, ...Object.keys(target.providers)];
    const text = all.join(' ').toLowerCase();
    return find
        .toLowerCase()
        .split(/\s+/)
        .every((word) => text.includes(word));
}
