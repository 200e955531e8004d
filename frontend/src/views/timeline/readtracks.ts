import { overview, type Overview } from '../../api';
import { untilComplete } from '../../ui/complete';
import { lengthOf } from '../../ui/timeaxis';
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
