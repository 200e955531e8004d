import type { ComponentChildren } from 'preact';
import type { ConnectionRow, Tcp } from '../../api';
import { bytes, clock, connName, count, duration, moment, plural } from '../format';
import { offsetOf } from '../moment';
import { Fact } from '../summarymore';
import { Missing, Text } from '../text';
import { endingOf, joinedWords, stateWords } from './ending';
import '../facts.css';
import '../summary.css';
import './tcp.css';

interface FactsProps {
    of: Tcp;
    /** The connection that is looked at. */
    row: ConnectionRow;
    /** Where another connection on it is. */
    href: (conn: number) => string;
}

/** What is known of a TCP connection: its ends, its time, what it carried and how well that went. */
export function TcpFacts({ of, row, href }: FactsProps) {
    const others = of.conns.filter((conn) => conn !== row.conn);
    const ending = endingOf(of);
    return (
        <dl class="facts single">
            <Fact name="Peer">{of.peer === null ? <Missing>not told</Missing> : <Text of={of.peer} />}</Fact>
            <Fact name="Local address">{of.local === null ? <Missing>not told</Missing> : <Text of={of.local} />}</Fact>
            <Fact name={of.vantage === 'client' ? 'Connected' : 'Accepted'}>{accepted(of)}</Fact>
            <Fact name="Closed">{closed(of)}</Fact>
            {ending !== undefined && (
                <Fact name="How it ended">
                    <span
                        class={ending.broken ? 'tcp-broken' : undefined}
                        title={`In state ${of.end?.lastState} before`}>
                        {ending.words}
                    </span>
                </Fact>
            )}
            <Fact name="Received">
                <span title={END_COUNTS}>{told(of.bytesReceived, exactBytes)}</span>
            </Fact>
            <Fact name="Sent">
                <span title={END_COUNTS}>{sent(of)}</span>
            </Fact>
            <Fact name="Sent again">{told(of.retransmits, (n) => (n === 0 ? 'nothing' : plural(n, 'segment')))}</Fact>
            <Fact name="Round trip">{roundTrip(of)}</Fact>
            <Fact name="Congestion window">{told(of.cwnd, (n) => plural(n, 'segment'))}</Fact>
            {of.asOf !== null && of.state !== 'closed' && <Fact name="As of">{clock(of.asOf)}</Fact>}
            <Fact name="Joined">
                {of.joined !== null && (
                    <>
                        <Joined of={of} />{' '}
                    </>
                )}
                {joinedWords(of)}
            </Fact>
            {others.length > 0 && (
                <Fact name="Also on it">
                    {others.map((conn) => (
                        <a key={conn} href={href(conn)}>
                            Connection {connName(conn)}
                        </a>
                    ))}
                </Fact>
            )}
        </dl>
    );
}

const END_COUNTS = 'As the kernel counts: the end of the stream is one byte more';

/** `exact` or `inferred`, and on asking why. */
export function Joined({ of }: { of: Tcp }) {
    if (of.joined === null) return null;
    return (
        <span class={`joined ${of.joined}`} title={joinedWords(of)}>
            {of.joined}
        </span>
    );
}

const told = (value: number | null, show: (value: number) => string): ComponentChildren =>
    value === null ? <Missing>not known</Missing> : show(value);

/** Rounded, and behind it to the byte: one compares it with what was asked for. */
const exactBytes = (n: number) => (n < 1000 ? bytes(n) : `${bytes(n)} (${count(n)} B)`);

function accepted({ acceptedAt }: Tcp): ComponentChildren {
    if (acceptedAt === null) return <Missing>before the capture began, or unseen</Missing>;
    return (
        <span title={acceptedAt}>
            {moment(acceptedAt).replace(/ ?\d\d:\d\d$/, '')} {clock(acceptedAt)}
        </span>
    );
}

function closed(of: Tcp): ComponentChildren {
    const { acceptedAt, closedAt } = of;
    if (closedAt === null) return <Missing>{stateWords(of)}</Missing>;
    const after = acceptedAt === null ? '' : `, after ${duration(offsetOf(acceptedAt, closedAt))}`;
    return <span title={closedAt}>{clock(closedAt) + after}</span>;
}

function sent({ bytesAcked, bytesSent }: Tcp): ComponentChildren {
    if (bytesSent === null && bytesAcked === null) return <Missing>not known</Missing>;
    const all = bytesSent === null ? '' : `, ${exactBytes(bytesSent)} with what was sent again`;
    const same = bytesAcked !== null && bytesSent !== null && bytesSent <= bytesAcked;
    return bytesAcked === null
        ? told(bytesSent, exactBytes)
        : `${exactBytes(bytesAcked)} acknowledged${same ? '' : all}`;
}

function roundTrip({ rttNanos, rttMinNanos }: Tcp): ComponentChildren {
    if (rttNanos === null) return <Missing>not measured</Missing>;
    const least = rttMinNanos === null ? '' : `, least ${duration(rttMinNanos)} of late`;
    return `${duration(rttNanos)} smoothed${least}`;
}
