import { isAbort, targetFunctions, targetProbes, tracepoint } from '../../api';
import { type Spec, type WrittenArgument, writtenOf } from './spec';

/** What is known of the arguments of a probe of a process; undefined where nobody told. */
export async function knownOf(pid: number, spec: Spec, signal: AbortSignal): Promise<WrittenArgument[] | undefined> {
    const { prefix, place, name } = spec;
    if (name.endsWith('%return')) return [{ name: 'result', kind: 'i64' }];
    const may = (letter: string) => prefix === '' || prefix === letter;
    if (pid > 0 && may('u')) {
        const probe = (await known(targetProbes(pid, signal)))?.find(
            (each) => each.provider === place && each.name === name,
        );
        if (probe !== undefined) return writtenOf(probe.arguments);
    }
    if (pid > 0 && may('p')) {
        const found = await known(targetFunctions(pid, place, name, 10, signal));
        const row = found?.rows.find((each) => each.name === name);
        if (row !== undefined) return row.arguments === null ? undefined : writtenOf(row.arguments);
    }
    const event = may('t') ? await known(tracepoint(place, name, signal)) : undefined;
    return event === undefined ? undefined : writtenOf(event.arguments);
}

/** That a file or a tracepoint is not there is no fault here: it may be another sort of probe. */
async function known<T>(asked: Promise<T>): Promise<T | undefined> {
    try {
        return await asked;
    } catch (reason) {
        if (isAbort(reason)) throw reason;
        return undefined;
    }
}
