import type { ConnectionRow } from '../api';
import { duration, moment, clock, count, connName } from './format';
import { offsetOf } from './moment';
import { Missing, Text } from './text';
import './facts.css';

const IDENTITY: Record<ConnectionRow['identity'], string> = {
    exact: 'exact: a probe named it',
    inferred: 'inferred: told from pointers and order, no probe named it',
    unnamed: 'unnamed: no probe ever told its number',
};

/** Why no protocol is known. */
const none = ({ tcp, requests }: ConnectionRow): string =>
    tcp != null && tcp.joined === null
        ? 'no HTTP was seen on it'
        : requests === 0
          ? 'no request was seen'
          : 'not known';

/** What is known of a connection, and what is not. */
export function ConnectionFacts({ of }: { of: ConnectionRow }) {
    return (
        <dl class="facts">
            <dt>Connection</dt>
            <dd title={`conn = ${of.conn}`}>{connName(of.conn)}</dd>
            <dt>Identity</dt>
            <dd>{IDENTITY[of.identity]}</dd>
            <dt>Began</dt>
            <dd title={of.at}>
                {of.beforeCapture
                    ? `before the capture; first seen ${clock(of.at)}`
                    : `${moment(of.at).replace(/ ?\d\d:\d\d$/, '')} ${clock(of.at)}`}
            </dd>
            <dt>Ended</dt>
            <dd>
                {of.endedAt === null ? (
                    <Missing>no end seen</Missing>
                ) : (
                    <span title={of.endedAt}>
                        {clock(of.endedAt)}, after {duration(offsetOf(of.at, of.endedAt))}
                    </span>
                )}
            </dd>
            <dt>Protocol</dt>
            <dd>{of.protocol ?? <Missing>{none(of)}</Missing>}</dd>
            <dt>Peer</dt>
            <dd>{of.peer === null ? <Missing>no probe tells it</Missing> : <Text of={of.peer} />}</dd>
            <dt>Server name (SNI)</dt>
            <dd>{of.sni === null ? <Missing>not seen</Missing> : <Text of={of.sni} />}</dd>
            <dt>ALPN</dt>
            <dd>{of.alpn === null ? <Missing>not seen</Missing> : <Text of={of.alpn} />}</dd>
            <dt>UUID</dt>
            <dd>
                {of.uuid === null ? (
                    <Missing>not seen</Missing>
                ) : (
                    <span class="mono">
                        <Text of={of.uuid} />
                    </span>
                )}
            </dd>
            <dt>Process</dt>
            <dd>
                {of.pid}
                {of.generation > 0 && `, the ${of.generation + 1}. of this session`}
            </dd>
            <dt>Requests</dt>
            <dd>{count(of.requests)}</dd>
            <dt>Events</dt>
            <dd>{count(of.events)}</dd>
        </dl>
    );
}
