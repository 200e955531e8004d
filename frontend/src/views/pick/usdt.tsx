import { useState } from 'preact/hooks';
import { targetProbes, type TargetProbe } from '../../api';
import { useLoad } from '../../ui/load';
import { Note, Problem } from '../../ui/message';
import { Choices, type PickerProps } from './pickers';

const MOST = 300;

/** The USDT probes of a process, its libraries' among them; whole providers by a glob. */
export function Usdt(props: PickerProps) {
    const [find, setFind] = useState('');
    const loaded = useLoad((signal) => targetProbes(props.pid, signal), [props.pid]);
    const probes = (loaded.value ?? []).filter(({ object }) => object !== '');
    const wanted = find.trim().toLowerCase();
    const found = probes.filter((probe) => `${keyOf(probe)} ${probe.object}`.toLowerCase().includes(wanted));
    const providers = [...new Set(found.map(({ provider }) => provider))];
    if (loaded.error !== undefined) return <Problem error={loaded.error} retry={loaded.again} />;
    if (loaded.value !== undefined && probes.length === 0) {
        return (
            <Note title="This program and its libraries have no USDT probes">
                Their functions can be traced all the same.
            </Note>
        );
    }
    const globs = providers.map((provider) => ({
        text: `${provider}:*`,
        name: `${provider}:*`,
        detail: `all ${found.filter((probe) => probe.provider === provider).length} of ${provider}`,
    }));
    const rows = found.map((probe) => ({ text: keyOf(probe), name: keyOf(probe), detail: detailOf(probe) }));
    const all = [...globs, ...rows];
    return (
        <>
            <input
                class="input"
                type="search"
                value={find}
                placeholder="Part of a probe’s name, or of the file that has it"
                aria-label="Find a probe"
                onInput={(event) => setFind(event.currentTarget.value)}
            />
            <Choices
                {...props}
                label="USDT probes"
                rows={all.slice(0, MOST)}
                total={loaded.value === undefined ? undefined : all.length}
            />
        </>
    );
}

const keyOf = ({ provider, name }: TargetProbe) => `${provider}:${name}`;

function detailOf({ arguments: of, known, object }: TargetProbe): string {
    const file = object.split('/').at(-1) ?? object;
    const told = of.length === 0 ? 'no arguments' : of.map(({ name, kind }) => `${name} ${kind}`).join(', ');
    return `${told}${known || of.length === 0 ? '' : ', of unknown meaning'} · ${file}`;
}
