import type { ConnectionRow } from '../../api';
import { bytes, count, duration } from '../format';
import { offsetOf } from '../moment';
import { endingOf, stateWords } from './ending';

/** A fact of two connections beside one another; undefined where one of them does not tell it. */
export interface Fact {
    name: string;
    one: string | undefined;
    two: string | undefined;
    /** Of the second against the first; undefined where there is none to reckon. */
    difference: string | undefined;
}

type Told = number | null | undefined;

const lasted = ({ tcp }: ConnectionRow): Told =>
    tcp?.acceptedAt == null || tcp.closedAt == null ? undefined : offsetOf(tcp.acceptedAt, tcp.closedAt);

const NAMED: readonly (readonly [string, (of: ConnectionRow) => Told, (value: number) => string])[] = [
    ['Lasted', lasted, duration],
    ['Requests', (of) => of.requests, count],
    ['Received', (of) => of.tcp?.bytesReceived, bytes],
    ['Sent', (of) => of.tcp?.bytesAcked, bytes],
    ['Sent again', (of) => of.tcp?.retransmits, count],
    ['RTT smoothed', (of) => of.tcp?.rttNanos, duration],
    ['RTT least', (of) => of.tcp?.rttMinNanos, duration],
    ['Window', (of) => of.tcp?.cwnd, count],
];

/** What two TCP connections came to, and how much more or less it was in the second. */
export function factsOf(one: ConnectionRow, two: ConnectionRow): Fact[] {
    const numbers = NAMED.map(([name, of, say]): Fact => {
        const first = of(one) ?? undefined;
        const second = of(two) ?? undefined;
        return {
            name,
            one: first === undefined ? undefined : say(first),
            two: second === undefined ? undefined : say(second),
            difference: first === undefined || second === undefined ? undefined : differenceOf(second - first, say),
        };
    });
    const words: Fact[] = [
        { name: 'Protocol', one: one.protocol ?? undefined, two: two.protocol ?? undefined, difference: undefined },
        { name: 'How it ended', one: endOf(one), two: endOf(two), difference: undefined },
    ];
    return [...numbers, ...words];
}

function differenceOf(by: number, say: (value: number) => string): string {
    if (by === 0) return '=';
    return `${by > 0 ? '+' : '−'}${say(Math.abs(by))}`;
}

const endOf = ({ tcp }: ConnectionRow): string | undefined =>
    tcp == null ? undefined : (endingOf(tcp)?.short ?? stateWords(tcp));
