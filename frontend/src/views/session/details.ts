import type { Filters, Session } from '../../api';
import { bytes, count, duration, plural, sentence, stopwatch } from '../../ui/format';

const CLOCKS: Record<string, string> = {
    us: 'to the microsecond',
    ms: 'to the millisecond: finer durations are not known',
    none: 'none: no duration is known',
};
const OTHERWISE = new Set(['file', 'socket']);
const PRESETS: Record<string, string> = { http: 'HTTP', quic: 'QUIC and TLS', all: 'everything' };

/** When a running session ends by itself: `ends in 09:20`, or "" where nothing bounds it. */
export function remaining({ filters }: Session, elapsedMillis: number): string {
    const longest = filters?.maxDurationMillis ?? 0;
    return longest > 0 ? `ends in ${stopwatch(longest - elapsedMillis)}` : '';
}

/** What a session captures, what it leaves out and hides, and when it ends: name and words, none left empty. */
export function details(session: Session): [string, string][] {
    const { target, filters, probes, masked, note } = session;
    const lines: [string, string][] = [
        [
            'Process',
            target === null
                ? ''
                : OTHERWISE.has(session.source)
                  ? `${target.command}: ${target.binary}`
                  : target.pid === 0
                    ? `every one of ${target.binary}`
                    : target.command,
        ],
        ['Captured', `${PRESETS[filters?.preset ?? ''] ?? 'chosen probes'}: ${plural(probes.length, 'probe')}`],
        ['TCP', followed(session)],
        ...(filters === null ? [] : filtered(filters)),
        ['Masked before it is stored', masked.length === 0 ? 'nothing' : `the values of ${masked.join(', ')}`],
        ...(filters === null ? [] : bounded(filters)),
        ['On disk', session.bytes === null ? '' : bytes(session.bytes)],
        ['Times', CLOCKS[session.clock ?? 'ns'] ?? ''],
        ['Good to know', (session.notes ?? []).map(sentence).join(' ')],
        ['Could not be read', unread(session)],
        ['Note', note ?? ''],
    ];
    return lines.filter(([, words]) => words !== '');
}

/** Whether the TCP connections beneath were followed, and why not. */
function followed({ probes, source }: Session): string {
    if (probes.some((probe) => probe.startsWith('tcp:')))
        return 'followed beneath HTTP/1 and HTTP/2, by the kernel’s tracepoints';
    if (source === 'socket') return 'not known: H2O’s socket tells nothing of TCP, only the kernel does';
    if (source === 'file' || source === 'recording')
        return 'not known: this file holds nothing of TCP, only a capture by probes does';
    return 'not followed: left out of what was attached, or this kernel cannot tell it';
}

/** Lines by their numbers, the first ones only. */
function unread({ problems = [], counts }: Session): string {
    const told = problems.map(({ line, reason }) => `line ${count(line)}: ${reason}`).join('; ');
    return problems.length > 0 && counts.undecodable > problems.length ? `${told}; …` : told;
}

function filtered(filters: Filters): [string, string][] {
    const chosen = [
        filters.sample < 1 ? `${Number((filters.sample * 100).toPrecision(3))} %, chosen by connection` : '',
        filters.addresses.length > 0 ? `clients in ${filters.addresses.join(', ')}` : '',
        filters.sni.length > 0 ? `server names ${filters.sni.join(', ')}` : '',
    ].filter((each) => each !== '');
    const known = filters.addresses.length + filters.sni.length === 0;
    const kept = (names: string[]) => (names.length === 0 ? 'every one' : `only ${names.join(', ')}`);
    return [
        ['Connections', chosen.join('; ') || 'every one'],
        ['Kept besides', known ? '' : 'connections of which the client or the name could not be told'],
        ['Request headers', kept(filters.requestHeaders)],
        ['Response headers', kept(filters.responseHeaders)],
        ['Withheld in the kernel', withheld(filters)],
        ['Values', `cut at ${plural(filters.valueLimit, 'byte')}`],
    ];
}

function withheld({ withhold, appData }: Filters): string {
    const names = withhold.length === 0 ? '' : `the values of ${withhold.join(', ')}`;
    return [names, appData ? '' : 'application data'].filter((each) => each !== '').join('; ') || 'TLS secrets only';
}

function bounded({ maxDurationMillis, maxEvents, maxBytes }: Filters): [string, string][] {
    const bounds = [
        maxDurationMillis > 0 ? duration(maxDurationMillis * 1e6) : '',
        maxEvents > 0 ? `${count(maxEvents)} events` : '',
        maxBytes > 0 ? bytes(maxBytes) : '',
    ].filter((each) => each !== '');
    return [['Ends by itself', bounds.length === 0 ? 'never' : `after ${bounds.join(', or ')}`]];
}
