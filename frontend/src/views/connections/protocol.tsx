import type { ConnectionRow } from '../../api';

/** On which no HTTP was seen, as far as the kernel told of it. */
export const neverHttp = ({ tcp }: ConnectionRow): boolean => tcp != null && tcp.joined === null;

/** What came on it, that nothing did, or that it is the server's own to somewhere else. */
export function Protocol({ of }: { of: ConnectionRow }) {
    const outgoing = of.tcp?.vantage === 'client';
    if (outgoing)
        return (
            <span class="connection-kind" title="The process connected to its peer itself">
                outgoing
            </span>
        );
    if (neverHttp(of))
        return (
            <span class="connection-kind" title="A TCP connection on which no HTTP was seen">
                never HTTP
            </span>
        );
    return <>{of.protocol ?? '–'}</>;
}
