import type { ComponentChildren } from 'preact';
import type { QuicClose, QuicSummary, RoundTrips } from '../api';
import { bytes, count, duration, offset, percent } from './format';
import { Extras, Fact, Stats } from './summarymore';
import { Missing, Text } from './text';
import './facts.css';
import './summary.css';

const CLOSERS = { server: 'the server', client: 'the client', this_end: 'this end', other_end: 'the other end' };
const KINDS: Record<QuicClose['kind'], string> = {
    transport: 'Transport close',
    application: 'HTTP/3 close',
    idle_timeout: 'Idle timeout',
    handshake_timeout: 'Handshake timeout',
    stateless_reset: 'Stateless reset received',
};

type Told = number | null;

/** What a QUIC connection came to, and what of it is not known. */
export function QuicFacts({ of }: { of: QuicSummary }) {
    return (
        <>
            <dl class="facts single">
                <Fact name="Loss">{loss(of)}</Fact>
                <Fact name="Acked late">{late(of)}</Fact>
                <Fact name="Packets">{packets(of)}</Fact>
                <Fact name="Bytes">{sizes(of)}</Fact>
                <Fact name="Stream data">{streams(of)}</Fact>
                <Fact name="Round trip">
                    {of.rtt === null ? <Missing>not known</Missing> : <RoundTrip of={of.rtt} />}
                    {of.rtt?.source === 'quictrace' && of.rttMeasured !== null && (
                        <div class="quiet">
                            <RoundTrip of={of.rttMeasured} />
                        </div>
                    )}
                </Fact>
                <Fact name="Congestion window">
                    {of.cwnd === null ? (
                        <Missing>not known</Missing>
                    ) : (
                        `${bytes(of.cwnd.last)} at last, ${bytes(of.cwnd.min)} to ${bytes(of.cwnd.max)}`
                    )}
                </Fact>
                <Fact name="Window full for">{told(of.ccLimitedNanos, span)}</Fact>
                <Fact name="Blocked for">{told(of.blockedNanos, span)}</Fact>
                <Fact name="Probe timeouts">{told(of.packets.ptos, count)}</Fact>
                <Fact name="Handshake">{told(of.handshakeNanos, duration)}</Fact>
                <Fact name="Close">{of.close === null ? <Missing>none seen</Missing> : <Close of={of.close} />}</Fact>
                <Extras of={of} />
            </dl>
            {of.unknown.length > 0 && (
                <div class="unknowns">
                    <h3 class="small-heading">Not known</h3>
                    <ul>
                        {of.unknown.map((text) => (
                            <li key={text}>{text}</li>
                        ))}
                    </ul>
                </div>
            )}
            {of.stats !== null && <Stats of={of.stats} />}
        </>
    );
}

function told(value: Told, show: (value: number) => string): ComponentChildren {
    return value === null ? <Missing>not known</Missing> : show(value);
}

const span = (nanos: number) => (nanos === 0 ? '0' : duration(nanos));

function loss({ lossShare, packets }: QuicSummary): ComponentChildren {
    if (lossShare === null) return <Missing>not known</Missing>;
    return (
        <>
            <strong>{percent(lossShare)}</strong> of the packets sent
            {packets.lost !== null && packets.lost > 0 && `: ${count(packets.lost)}`}
        </>
    );
}

function late({ packets, spuriousShare }: QuicSummary): ComponentChildren {
    if (packets.lateAcked === null) return <Missing>not known</Missing>;
    if (spuriousShare === null || packets.lateAcked === 0) return 'none: no loss was spurious';
    return `${count(packets.lateAcked)}: ${percent(spuriousShare)} of the losses were spurious`;
}

function packets({ packets }: QuicSummary): ComponentChildren {
    const failed = packets.decryptionFailed ?? 0;
    return (
        <>
            {told(packets.sent, count)} sent ({told(packets.ackOnly, count)} only ACKs), {told(packets.acked, count)}{' '}
            acked, {told(packets.received, count)} received
            {failed > 0 && `, ${count(failed)} not decrypted`}
        </>
    );
}

function sizes({ bytes: of }: QuicSummary): ComponentChildren {
    return (
        <>
            {told(of.sent, bytes)} sent, {told(of.lost, bytes)} lost, {told(of.received, bytes)} received
        </>
    );
}

function streams({ bytes: of }: QuicSummary): ComponentChildren {
    return (
        <>
            {told(of.streamSent, bytes)} sent ({told(of.retransmitted, bytes)} of it again),{' '}
            {told(of.streamDelivered, bytes)} arrived, {told(of.streamReceived, bytes)} received
        </>
    );
}

function RoundTrip({ of }: { of: RoundTrips }) {
    return (
        <>
            {duration(of.smoothedNanos)} smoothed, {duration(of.minNanos)} to {duration(of.maxNanos)}{' '}
            <span class="quiet">
                {of.source === 'quictrace'
                    ? 'as the sender has it, in ms'
                    : 'by the events’ clock, delay of ACKs included'}
                , {count(of.samples)} samples
            </span>
        </>
    );
}

function Close({ of }: { of: QuicClose }) {
    return (
        <>
            {KINDS[of.kind]}
            {of.by !== null && ` by ${CLOSERS[of.by]}`}
            {of.errorCode !== null && (
                <>
                    : <strong>{of.errorName ?? 'code'}</strong> 0x{of.errorCode.toString(16)}
                </>
            )}
            {of.reason !== null && (
                <>
                    {' '}
                    “<Text of={of.reason} cut={300} />”
                </>
            )}
            <span class="quiet"> at {offset(of.offsetNanos)}</span>
        </>
    );
}
