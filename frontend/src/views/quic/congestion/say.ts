import { bytes, count, duration } from '../../../ui/format';
import type { LaneName, Unit } from './lines';

/** How the values of a lane are said. */
export function sayOf(lane: LaneName, unit: Unit): (value: number) => string {
    if (lane === 'rtt') return duration;
    if (lane === 'data' && unit === 'packets')
        // A slow connection's rate is a fraction of a packet.
        return (value) => (value < 10 ? String(Number(value.toFixed(1))) : count(Math.round(value)));
    return (value) => bytes(Math.round(value));
}
