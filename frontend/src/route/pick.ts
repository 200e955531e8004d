import { matching, search } from './query';

/** Probes of any program that one is about to attach to: a link fills in the form. */
export interface PickRoute {
    view: 'pick';
    /** The process; 0: the whole machine; undefined: not chosen yet. */
    pid: number | undefined;
    /** What is to be traced, each as it is written on the command line. */
    probes: readonly string[];
    name: string;
    /** How long at most, or "": as usual. */
    duration: string;
}

export const pickOf = (pid?: number, probes: readonly string[] = []): PickRoute => ({
    view: 'pick',
    pid,
    probes,
    name: '',
    duration: '',
});

export function parsePick(query: URLSearchParams): PickRoute {
    const pid = matching(query.get('pid'), /^\d{1,9}$/);
    return {
        view: 'pick',
        pid: query.get('machine') === 'true' ? 0 : pid === '' || pid === '0' ? undefined : Number(pid),
        probes: [...new Set(query.getAll('probe').filter((text) => text.trim() !== ''))],
        name: query.get('name') ?? '',
        duration: matching(query.get('duration'), /^\d+(ms|s|m|h|d)?$/),
    };
}

export const formatPick = ({ pid, probes, name, duration }: PickRoute): string =>
    search([
        ['pid', pid === undefined || pid === 0 ? '' : String(pid)],
        ['machine', pid === 0 ? 'true' : ''],
        ...probes.map((text): [string, string] => ['probe', text]),
        ['name', name],
        ['duration', duration],
    ]);
