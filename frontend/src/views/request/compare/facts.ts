import type { ConnectionRow, RequestDetail, VerdictKind } from '../../../api';
import { bytes, connName, duration, plural } from '../../../ui/format';
import { type Phase, timeline } from '../../../ui/phases';
import { KINDS } from '../shares';

/** What both are said to be; null where it is not known. */
export interface Fact {
    name: string;
    base: string | null;
    other: string | null;
    same: boolean;
    /** Whether its letters are worth being compared: a figure is another figure as a whole. */
    text: boolean;
}

const TEXTS = ['Authority', 'Path', 'Server name (SNI)', 'Peer'];

const size = (headers: RequestDetail['requestHeaders']) =>
    headers.reduce((sum, { name, valueLength }) => sum + name.length + valueLength, 0);

const OF_REQUEST: readonly (readonly [string, (of: RequestDetail) => string | null])[] = [
    ['Method', (of) => of.method],
    ['Authority', (of) => of.authority],
    ['Path', (of) => of.path],
    ['Scheme', (of) => of.scheme],
    ['Protocol', (of) => of.protocol],
    ['Status', (of) => (of.status === null ? null : String(of.status))],
    ['Took', (of) => (of.durationNanos === null ? null : duration(of.durationNanos))],
    ['Request headers', (of) => `${plural(of.requestHeaders.length, 'header')}, ${bytes(size(of.requestHeaders))}`],
    ['Response headers', (of) => `${plural(of.responseHeaders.length, 'header')}, ${bytes(size(of.responseHeaders))}`],
];

const OF_CONNECTION: readonly (readonly [string, (of: ConnectionRow) => string | null])[] = [
    ['Connection', (of) => connName(of.conn)],
    ['Peer', (of) => of.peer],
    ['Server name (SNI)', (of) => of.sni],
    ['ALPN', (of) => of.alpn],
    ['Requests on it', (of) => String(of.requests)],
    ['Began', (of) => (of.beforeCapture ? 'before the capture' : of.at)],
    ['Process', (of) => String(of.pid)],
];

const fact = (name: string, base: string | null, other: string | null): Fact => ({
    name,
    base,
    other,
    same: base === other,
    text: TEXTS.includes(name),
});

export const requestFacts = (base: RequestDetail, other: RequestDetail): Fact[] =>
    OF_REQUEST.map(([name, of]) => fact(name, of(base), of(other)));

export const connectionFacts = (base: ConnectionRow | null, other: ConnectionRow | null): Fact[] =>
    OF_CONNECTION.map(([name, of]) => fact(name, base && of(base), other && of(other)));

/** One phase of both, over one scale. */
export interface PhasePair {
    name: string;
    kind: Phase['kind'];
    base: Phase | undefined;
    other: Phase | undefined;
}

/** The phases of both requests, and how long the longer of them lasts. */
export function phasePairs(base: RequestDetail, other: RequestDetail): { pairs: PhasePair[]; end: number } {
    const one = timeline(base);
    const two = timeline(other);
    const names = [...one.phases, ...two.phases].filter(
        (phase, i, all) => all.findIndex(({ kind }) => kind === phase.kind) === i,
    );
    const order: Phase['kind'][] = ['request', 'server', 'response', 'sending'];
    return {
        pairs: names
            .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
            .map(({ name, kind }) => ({
                name,
                kind,
                base: one.phases.find((phase) => phase.kind === kind),
                other: two.phases.find((phase) => phase.kind === kind),
            })),
        end: Math.max(one.end, two.end),
    };
}

export interface SharePair {
    kind: VerdictKind;
    name: string;
    base: number;
    other: number;
}

/** Where the time of both went; nothing where neither has a verdict. */
export function sharePairs(base: RequestDetail, other: RequestDetail): SharePair[] {
    const share = (of: RequestDetail, kind: VerdictKind) =>
        of.verdict?.shares.find((each) => each.kind === kind)?.share ?? 0;
    return KINDS.map(({ kind, name }) => ({ kind, name, base: share(base, kind), other: share(other, kind) })).filter(
        (each) => each.base > 0 || each.other > 0,
    );
}
