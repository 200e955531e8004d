/** Of Linux: how the end of a TCP connection can be told of. */
const ERRORS: Record<number, readonly [name: string, words: string]> = {
    11: ['EAGAIN', 'it could not go on'],
    12: ['ENOMEM', 'the kernel had no memory for it'],
    13: ['EACCES', 'a firewall here forbade it'],
    32: ['EPIPE', 'the peer reset it after it had closed its side'],
    71: ['EPROTO', 'the peer broke the protocol'],
    90: ['EMSGSIZE', 'a packet was too large for the way'],
    99: ['EADDRNOTAVAIL', 'its address is gone from this machine'],
    100: ['ENETDOWN', 'the network here is down'],
    101: ['ENETUNREACH', 'no way leads to the peer’s network'],
    102: ['ENETRESET', 'the network dropped it'],
    103: ['ECONNABORTED', 'this end broke it off'],
    104: ['ECONNRESET', 'the peer reset it'],
    105: ['ENOBUFS', 'the kernel had no room for it'],
    108: ['ESHUTDOWN', 'it was shut down here'],
    110: ['ETIMEDOUT', 'the peer no longer answered'],
    111: ['ECONNREFUSED', 'the peer refused it'],
    112: ['EHOSTDOWN', 'the peer’s machine is down'],
    113: ['EHOSTUNREACH', 'no way leads to the peer'],
};

/** `ECONNRESET`, or `errno 200` of one that has no name here. */
export const errnoName = (error: number): string => ERRORS[error]?.[0] ?? `errno ${error}`;

/** What it means for a TCP connection; "" where that is not known. */
export const errnoWords = (error: number): string => ERRORS[error]?.[1] ?? '';
