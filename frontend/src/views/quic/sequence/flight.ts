import type { Packet } from '../../../api';

/** A round trip as it was known at an instant: smoothed as QUIC does, over what each ACK told first. */
export interface RttKnown {
    at: Float64Array;
    nanos: Float64Array;
}

const WEIGHT = 1 / 8;

/** What the acknowledged packets among `packets` tell of the round trip; one sample for an instant, its shortest. */
export function rttKnown(packets: readonly Packet[]): RttKnown {
    const samples = new Map<number, number>();
    for (const { rttNanos, fateOffsetNanos } of packets) {
        if (rttNanos === null || fateOffsetNanos === null || !(rttNanos > 0)) continue;
        samples.set(fateOffsetNanos, Math.min(rttNanos, samples.get(fateOffsetNanos) ?? rttNanos));
    }
    const at = Float64Array.from(samples.keys()).sort();
    let smoothed = samples.get(at[0] ?? 0) ?? 0;
    const nanos = at.map((when) => (smoothed += WEIGHT * ((samples.get(when) ?? 0) - smoothed)));
    return { at, nanos };
}

/** The round trip known at an instant; before the first sample that one, without any `otherwise`. */
export function rttAt({ at, nanos }: RttKnown, when: number, otherwise: number): number {
    if (at.length === 0) return otherwise;
    let low = 0;
    let high = at.length - 1;
    while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((at[middle] ?? 0) <= when) low = middle;
        else high = middle - 1;
    }
    return nanos[low] ?? otherwise;
}

/** Which packet acknowledged which: indices into the packets they were told from, -1 where it is not among them. */
export interface Acks {
    ackOf: Int32Array;
    acked: ReadonlyMap<number, readonly number[]>;
}

/**
 * Finds for each acknowledged packet the one that carried its ACK: the last with an ACK frame that came before its fate
 * was told, in its space. `packets` are in order of time.
 */
export function acksAmong(packets: readonly Packet[]): Acks {
    const ackOf = new Int32Array(packets.length).fill(-1);
    const acked = new Map<number, number[]>();
    const carriers: number[] = [];
    packets.forEach((packet, i) => {
        if (packet.direction === 'received' && (packet.ackOnly || packet.frames.some(isAck))) carriers.push(i);
    });
    packets.forEach((packet, i) => {
        if (packet.fateOffsetNanos === null || (packet.fate !== 'acked' && packet.fate !== 'late-acked')) return;
        const carrier = carrierOf(packets, carriers, packet, packet.fateOffsetNanos);
        if (carrier < 0) return;
        ackOf[i] = carrier;
        const covered = acked.get(carrier);
        if (covered === undefined) acked.set(carrier, [i]);
        else covered.push(i);
    });
    return { ackOf, acked };
}

const isAck = ({ type }: { type: string }) => type === 'ack' || type === 'ack_ecn';
const family = (space: Packet['space']) => (space === '0rtt' ? 'application' : space);

function carrierOf(packets: readonly Packet[], carriers: readonly number[], packet: Packet, fateAt: number): number {
    let low = 0;
    let high = carriers.length;
    while (low < high) {
        const middle = (low + high) >> 1;
        if ((packets[carriers[middle] ?? 0]?.offsetNanos ?? 0) <= fateAt) low = middle + 1;
        else high = middle;
    }
    for (let c = low - 1; c >= 0; c--) {
        const carrier = packets[carriers[c] ?? 0];
        if (carrier === undefined || carrier.offsetNanos < packet.offsetNanos) return -1;
        if (family(carrier.space) === family(packet.space)) return carriers[c] ?? -1;
    }
    return -1;
}

/** When each packet was at the end the capture sees, and when, inferred, at the other. */
export interface Flights {
    seen: Float64Array;
    other: Float64Array;
    /** Some round trip was known: without one, both ends are drawn at one instant. */
    known: boolean;
}

/**
 * Half a round trip each way, never more than half of what the packet's own acknowledgement took: so nothing is drawn
 * to acknowledge a packet before it arrived.
 */
export function flightsOf(packets: readonly Packet[], acks: Acks, otherwise: number): Flights {
    const known = rttKnown(packets);
    const seen = spread(packets, clockStep(packets));
    const other = Float64Array.from(packets, (packet, i) => {
        const rtt = rttAt(known, packet.offsetNanos, otherwise);
        if (packet.direction === 'sent') return (seen[i] ?? 0) + Math.min(rtt, packet.rttNanos ?? rtt) / 2;
        const quickest = (acks.acked.get(i) ?? []).reduce(
            (least, sent) => Math.min(least, packets[sent]?.rttNanos ?? least),
            rtt,
        );
        return (seen[i] ?? 0) - quickest / 2;
    });
    return { seen, other, known: known.at.length > 0 || otherwise > 0 };
}

/** Every instant that is drawn, ascending: what a scale goes through. */
export function instantsOf({ seen, other }: Flights): Float64Array {
    const all = new Float64Array(seen.length + other.length);
    all.set(seen);
    all.set(other, seen.length);
    return all.sort();
}

/** The step of the clock that packets were told by: a millisecond in h2olog's JSON, else a nanosecond. */
export function clockStep(packets: readonly Packet[]): number {
    const coarse = packets.length > 1 && packets.every(({ offsetNanos }) => offsetNanos % 1e6 === 0);
    return coarse ? 1e6 : 1;
}

/**
 * When each packet is drawn at the end the capture sees: as its clock says, and those that a coarse clock does not tell
 * apart one after the other within its step, as they came. `packets` are in order.
 */
export function spread(packets: readonly Packet[], stepNanos: number): Float64Array {
    const at = Float64Array.from(packets, (packet) => packet.offsetNanos);
    for (let from = 0; stepNanos > 1 && from < at.length; ) {
        let to = from + 1;
        while (to < at.length && at[to] === at[from]) to++;
        for (let i = to - 1; i > from; i--) at[i] = (at[i] ?? 0) + ((i - from) * stepNanos) / (to - from + 1);
        from = to;
    }
    return at;
}
