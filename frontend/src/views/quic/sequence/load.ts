import type { Packet, Series } from '../../../api';
import { clockOf, packets, type PacketsOf, series } from '../../../api/quic';
import { lengthOf } from '../../../ui/timeaxis';
import type { Need } from '../../../ui/windows';
import { COUNTS, packetsIn } from './bands';

/** More arrows than these at once nobody reads: density bands then tell where to look. */
export const MOST_ARROWS = 2000;
/** Three windows of them. */
const MOST_PACKETS = 3 * MOST_ARROWS;
const PAGE = 1000;
const BUCKETS_A_WINDOW = 640;

/** What a stretch of time holds: counts always, and its packets where they are few enough to be drawn. */
export interface Stretch {
    counts: Series;
    /** In order of time. */
    packets: readonly Packet[] | undefined;
    /** Whether there are more that match than were read. */
    cut: boolean;
}

export interface Source {
    session: string;
    conn: string;
    /** The connection's beginning, from which offsets count. */
    at: string;
    conditions: PacketsOf;
}

export async function loadStretch(of: Source, need: Need, signal: AbortSignal): Promise<Stretch> {
    const clock = clockOf(of.at, need);
    const width = Math.ceil((BUCKETS_A_WINDOW * lengthOf(need)) / need.window);
    const counts = await series(of.session, of.conn, { ...clock, width, names: COUNTS }, signal);
    const narrowed = Object.keys(of.conditions).length > 0;
    if (!narrowed && packetsIn(counts, need).packets > MOST_PACKETS) return { counts, packets: undefined, cut: false };
    const found = await loadPackets(of, clock, signal);
    return { counts, packets: found.rows, cut: found.cut };
}

async function loadPackets(
    of: Source,
    clock: PacketsOf,
    signal: AbortSignal,
): Promise<{ rows: Packet[]; cut: boolean }> {
    const rows: Packet[] = [];
    let after: string | undefined;
    do {
        const which = { ...of.conditions, ...clock, order: 'oldest', limit: PAGE, after } as const;
        const page = await packets(of.session, of.conn, which, signal);
        rows.push(...page.rows);
        after = page.next ?? undefined;
    } while (after !== undefined && rows.length < MOST_PACKETS);
    return { rows, cut: after !== undefined };
}

/** The first packet that matches beyond a moment, or the last before it. */
export async function nextMatch(
    of: Source,
    at: number,
    forward: boolean,
    signal?: AbortSignal,
): Promise<Packet | undefined> {
    const clock = forward
        ? { from: clockOf(of.at, { from: at + 1, to: at + 2 }).from ?? '' }
        : { to: clockOf(of.at, { from: at - 1, to: at }).to ?? '' };
    const { context: _, ...conditions } = of.conditions;
    const which = { ...conditions, ...clock, order: forward ? 'oldest' : 'newest', limit: 1 } as const;
    return (await packets(of.session, of.conn, which, signal)).rows[0];
}
