import type { StreamRow } from '../../../api';
import type { Span } from '../../../ui/timeaxis';

export type Which = 'requests' | 'all';

const TIMES = [
    'openedOffsetNanos',
    'firstReceivedOffsetNanos',
    'firstSentOffsetNanos',
    'lastReceivedOffsetNanos',
    'lastSentOffsetNanos',
    'finishedOffsetNanos',
    'closedOffsetNanos',
] as const;

/** From the first to the last that was seen of a stream; undefined where nothing was. */
export function lifeOf(stream: StreamRow): Span | undefined {
    let from = Infinity;
    let to = -Infinity;
    for (const name of TIMES) {
        const at = stream[name];
        if (at === null) continue;
        from = Math.min(from, at);
        to = Math.max(to, at);
    }
    return from <= to ? { from, to } : undefined;
}

/** From the first to the last byte, either way: what is drawn solid of a stream's life. */
export function activeOf(stream: StreamRow): Span | undefined {
    const firsts = [stream.firstReceivedOffsetNanos, stream.firstSentOffsetNanos].filter((at) => at !== null);
    const lasts = [stream.lastReceivedOffsetNanos, stream.lastSentOffsetNanos].filter((at) => at !== null);
    return firsts.length === 0 ? undefined : { from: Math.min(...firsts), to: Math.max(...firsts, ...lasts) };
}

/** The streams of requests, or all; in the order in which they began. */
export function ordered(streams: readonly StreamRow[], which: Which): StreamRow[] {
    const wanted = which === 'all' ? [...streams] : streams.filter((stream) => stream.req !== null);
    const begin = new Map(wanted.map((stream) => [stream, lifeOf(stream)?.from ?? Infinity]));
    return wanted.sort((a, b) => (begin.get(a) ?? 0) - (begin.get(b) ?? 0) || a.stream - b.stream);
}

/** A stream's number as one says it: those of the handshake have names. */
export function streamName({ stream, kind }: Pick<StreamRow, 'stream' | 'kind'>): string {
    if (kind !== 'crypto') return String(stream);
    return { [-1]: 'Initial', [-2]: '0-RTT', [-3]: 'Handshake', [-4]: '1-RTT' }[stream] ?? `crypto ${stream}`;
}

/** What is said of a stream that carries no request. */
export function whatItIs({ kind, stream, initiator }: StreamRow): string {
    if (kind === 'crypto') return 'CRYPTO';
    if (kind === 'uni') return `${initiator}, one way`;
    return stream % 4 === 0 ? 'request not seen' : `${initiator}, both ways`;
}
