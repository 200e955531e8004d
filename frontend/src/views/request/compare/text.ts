import type { Header, RequestDetail } from '../../../api';
import { duration } from '../../../ui/format';
import { percent } from '../shares';
import { connectionFacts, type Fact, phasePairs, requestFacts, sharePairs } from './facts';
import { type Change, compareHeaders } from './headers';

const UNKNOWN = 'not known';

/** A comparison for a mail or a ticket: - is the base, + the other; what is the same is left out, but counted. */
export function compareText(base: RequestDetail, other: RequestDetail): string {
    const key = ({ conn, req }: RequestDetail) => `${conn}/${req}`;
    return [
        `--- ${key(base)} at ${base.at}`,
        `+++ ${key(other)} at ${other.at}`,
        ...factLines(requestFacts(base, other)),
        ...headerLines('Request headers', compareHeaders(base.requestHeaders, other.requestHeaders)),
        ...headerLines('Response headers', compareHeaders(base.responseHeaders, other.responseHeaders)),
        ...phaseLines(base, other),
        ...shareLines(base, other),
        '',
        'Connection',
        ...factLines(connectionFacts(base.connection, other.connection)),
        '',
    ].join('\n');
}

const factLines = (facts: Fact[]) =>
    facts
        .filter(({ same }) => !same)
        .flatMap(({ name, base, other }) => [`- ${name}: ${base ?? UNKNOWN}`, `+ ${name}: ${other ?? UNKNOWN}`]);

function headerLines(title: string, changes: Change[]): string[] {
    const same = changes.filter(({ kind }) => kind === 'same').length;
    return ['', `${title} (${same} the same)`, ...changes.filter(({ kind }) => kind !== 'same').flatMap(headerLine)];
}

function headerLine({ kind, name, base, other }: Change): string[] {
    if (kind === 'moved') return [`~ ${name}: moved`];
    return [
        ...(base === undefined ? [] : [`- ${name}: ${valueText(base)}`]),
        ...(other === undefined ? [] : [`+ ${name}: ${valueText(other)}`]),
    ];
}

function valueText({ value, masked, withheld, truncated, valueLength }: Header): string {
    const said = masked ? 'masked' : withheld ? 'withheld' : truncated ? 'cut' : '';
    return said === '' ? value : `${value} [${said}, was ${valueLength} bytes]`;
}

function phaseLines(base: RequestDetail, other: RequestDetail): string[] {
    const { pairs } = phasePairs(base, other);
    const took = (phase?: { from: number; to: number }) =>
        phase === undefined ? UNKNOWN : duration(phase.to - phase.from);
    return pairs.length === 0
        ? []
        : ['', 'Phases', ...pairs.map(({ name, base, other }) => `  ${name}: ${took(base)} → ${took(other)}`)];
}

function shareLines(base: RequestDetail, other: RequestDetail): string[] {
    const pairs = sharePairs(base, other);
    return pairs.length === 0
        ? []
        : [
              '',
              'Where the time went',
              ...pairs.map(({ name, base, other }) => `  ${name}: ${percent(base)} → ${percent(other)}`),
          ];
}
