import { lanes, overview, type Overview } from '../../api';
import type { TimeRange } from '../../route';
import { untilComplete } from '../../ui/complete';
import { momentOf } from '../../ui/moment';
import { lengthOf, type Span } from '../../ui/timeaxis';
import type { Need } from '../../ui/windows';
import type { Look } from './look';

const BUCKETS_A_WINDOW = 512;

/** What the tracks draw of a stretch of time, as fine as two pixels of a usual screen. */
export function readTracks(
    look: Look,
    need: Need,
    stop: AbortSignal,
    partly: (value: Overview) => void,
): Promise<Overview> {
    const buckets = Math.ceil((lengthOf(need) / need.window) * BUCKETS_A_WINDOW);
    const of = { q: look.q, ...look.clock(need), buckets };
    return untilComplete(() => overview(look.session, of, stop), stop, partly);
}

/** When a connection was there, as far as is known; nothing where none alone is shown. */
export async function connectionRange(session: string, conn: string, stop: AbortSignal): Promise<Partial<TimeRange>> {
    if (conn === '') return {};
    const of = { by: 'connection', width: 1, limit: 1, keys: [conn] };
    const found = await untilComplete(() => lanes(session, of, stop), stop);
    const [lane] = found.lanes;
    if (lane?.life == null) return {};
    const ends = lane.items.to.filter((to) => to >= 0);
    const from = Math.min(lane.life.from, ...lane.items.from);
    return {
        from: momentOf(found.origin, from),
        to: momentOf(found.origin, Math.max(lane.life.to, from + 1, ...ends)),
    };
}

/** The stretch that was asked about: where only a part of a session is shown, that is all there is. */
export const spanIn = ({ from, buckets, bucketNanos }: Overview): Span => ({ from, to: from + buckets * bucketNanos });
