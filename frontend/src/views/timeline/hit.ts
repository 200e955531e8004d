import type { Lane } from '../../api';
import type { Scale } from '../../ui/timeaxis';
import { nanosOf } from '../../ui/timeaxis';
import { AXIS_PIXELS, FLAGS_PIXELS, type Place } from './geometry';
import { itemAt, LANE_PIXELS } from './lanes/boxes';
import type { Look } from './look';
import type { View } from './view';

/** What lies under a place of the diagram. */
export type Hit =
    | { kind: 'flags' }
    | { kind: 'track'; place: Place }
    | { kind: 'lane'; key: string; lane: Lane | undefined; item: number | undefined };

export function hitAt(look: Look, view: View, scale: Scale, { x, y }: { x: number; y: number }): Hit | undefined {
    if (y < AXIS_PIXELS) return undefined;
    if (y < AXIS_PIXELS + FLAGS_PIXELS) return { kind: 'flags' };
    const place = view.places().find(({ top, pixels }) => y >= top && y < top + pixels);
    if (place !== undefined) return { kind: 'track', place };
    const { top, pinned, begin } = view.bands();
    if (y < begin) {
        const i = Math.floor((y - top) / LANE_PIXELS);
        return laneHit(look, scale, pinned[i], x, y - top - i * LANE_PIXELS);
    }
    const down = y - begin + view.scroll.peek();
    const i = Math.floor(down / LANE_PIXELS);
    return laneHit(look, scale, look.lanes.rows.peek()[i]?.key, x, down - i * LANE_PIXELS);
}

function laneHit(look: Look, scale: Scale, key: string | undefined, x: number, y: number): Hit | undefined {
    if (key === undefined) return undefined;
    const at = nanosOf(scale, x);
    const { parts } = look.lanes.partsOf(key, scale);
    const part = parts.find(({ from, to }) => at >= from && at <= to);
    if (part?.lane === undefined) return { kind: 'lane', key, lane: look.lanes.head(key), item: undefined };
    const until = part.lane.life?.to ?? look.timeline.extent.peek().to;
    const item = itemAt({ items: part.lane.items, bucketNanos: part.bucketNanos, until }, scale, x, y);
    return { kind: 'lane', key, lane: part.lane, item };
}
