import { get } from './http';
import type { Direction, Mark, Multiplexing, PacketDetail, Packet, Series, StreamDetail, StreamRow } from './quicTypes';
import type { QuicSummary } from './quicSummary';
import type { Page } from './types';

const of = (session: string, conn: number | string) =>
    `/api/sessions/${encodeURIComponent(session)}/connections/${encodeURIComponent(conn)}`;

/** Offsets from the connection's beginning, as `from` and `to` of a request want them. */
export interface Stretch {
    from: number;
    to: number;
}

/** An ISO time with nanoseconds as nanoseconds since 1970. */
export function epochNanos(iso: string): bigint {
    const fraction = /\.(\d{1,9})/.exec(iso)?.[1] ?? '';
    const whole = BigInt(Date.parse(iso.replace(/\.\d+/, ''))) * 1_000_000n;
    return whole + BigInt(fraction.padEnd(9, '0'));
}

/** Where a stretch of a connection that began at `at` lies on the clock; nothing where none is asked for. */
export function clockOf(at: string, stretch?: Stretch): { from?: string; to?: string } {
    if (stretch === undefined) return {};
    const begin = epochNanos(at);
    const time = (offset: number) => String(begin + BigInt(Math.round(offset)));
    return { from: time(stretch.from), to: time(stretch.to) };
}

export interface PacketsOf {
    from?: string;
    to?: string;
    space?: string;
    direction?: string;
    fate?: string;
    frame?: string;
    stream?: string;
    number?: string;
    text?: string;
    context?: number;
    order?: 'oldest' | 'newest';
    limit?: number;
    after?: string | undefined;
}

export const quic = (session: string, conn: string, signal?: AbortSignal) =>
    get<QuicSummary>(`${of(session, conn)}/quic`, {}, signal);
export const packets = (session: string, conn: string, which: PacketsOf, signal?: AbortSignal) =>
    get<Page<Packet>>(`${of(session, conn)}/packets`, { ...which }, signal);
/** `name`: `sent.application.123` */
export const packet = (session: string, conn: string, name: string, signal?: AbortSignal) =>
    get<PacketDetail>(`${of(session, conn)}/packets/${name.replaceAll('.', '/')}`, {}, signal);
export const series = (
    session: string,
    conn: string,
    which: { from?: string; to?: string; width: number; names?: readonly string[] },
    signal?: AbortSignal,
) => get<Series>(`${of(session, conn)}/series`, { ...which, names: which.names?.join(',') }, signal);
export const marks = (
    session: string,
    conn: string,
    which: { from?: string; to?: string; limit?: number },
    signal?: AbortSignal,
) => get<Mark[]>(`${of(session, conn)}/marks`, { ...which }, signal);
export const streams = (
    session: string,
    conn: string,
    which: { from?: string; to?: string; limit?: number; after?: string | undefined },
    signal?: AbortSignal,
) => get<Page<StreamRow>>(`${of(session, conn)}/streams`, { ...which }, signal);
export const stream = (
    session: string,
    conn: string,
    id: string,
    which: { from?: string; to?: string; width?: number },
    signal?: AbortSignal,
) => get<StreamDetail>(`${of(session, conn)}/streams/${encodeURIComponent(id)}`, { ...which }, signal);
export const multiplexing = (
    session: string,
    conn: string,
    which: { from?: string; to?: string; width: number; direction: Direction },
    signal?: AbortSignal,
) => get<Multiplexing>(`${of(session, conn)}/multiplexing`, { ...which }, signal);
