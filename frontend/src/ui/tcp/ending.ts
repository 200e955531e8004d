import type { Tcp, TcpEnd } from '../../api';

const ENDS = {
    server: 'the server',
    client: 'the client',
    this_end: 'this end',
    other_end: 'the other end',
    both: 'both ends',
} as const;

/** What Linux means by the errors that a TCP connection can end with. */
const ERRORS: Record<string, string> = {
    EACCES: 'a firewall here forbade it',
    EADDRNOTAVAIL: 'its address is gone from this machine',
    ECONNABORTED: 'it was broken off here',
    ECONNREFUSED: 'nobody listens there',
    ECONNRESET: 'a reset came',
    EHOSTDOWN: 'the peer’s machine is down',
    EHOSTUNREACH: 'no way leads to the peer',
    ENETDOWN: 'the network here is down',
    ENETUNREACH: 'no way leads to the peer’s network',
    EPIPE: 'a reset came after the peer had closed its side',
    EPROTO: 'the peer broke the protocol',
    ETIMEDOUT: 'the peer no longer answered',
};

/** Whether the end was out of order, in a few words, and all that is known of it. */
export interface Ending {
    broken: boolean;
    short: string;
    words: string;
}

/** How a TCP connection ended; undefined while it is open, or where nobody told. */
export function endingOf({ end }: Pick<Tcp, 'end'>): Ending | undefined {
    if (end === null) return undefined;
    const error = end.error === null ? '' : ` (${end.error}${ERRORS[end.error] ? `: ${ERRORS[end.error]}` : ''})`;
    return { broken: end.kind !== 'closed', short: shortly(end), words: `${shortly(end)}${error}` };
}

function shortly({ kind, by }: TcpEnd): string {
    const who = by === null ? undefined : ENDS[by];
    if (kind === 'timeout') return 'timed out';
    if (kind === 'reset') return who === undefined ? 'reset' : `reset by ${who}`;
    if (by === 'both') return 'both ends closed at once';
    return who === undefined ? 'closed; who was first cannot be told' : `${who} closed first`;
}

/** What follows its beginning: closed, still there, or nobody knows. */
export const stateWords = ({ state }: Pick<Tcp, 'state'>): string =>
    state === 'open' ? 'still open' : state === 'left' ? 'its end was not seen: the capture was over' : 'closed';

/** How sure it is that this TCP connection carried the HTTP one, and how that is known. */
export const joinedWords = ({ joined }: Pick<Tcp, 'joined'>): string =>
    joined === 'exact'
        ? 'its accept and H2O’s came on one thread with nothing between'
        : joined === 'inferred'
          ? 'the thread had read this socket last when the connection’s first event came'
          : 'no HTTP connection was seen on it';
