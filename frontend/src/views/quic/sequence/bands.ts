import type { Series } from '../../../api';
import type { Span } from '../../../ui/timeaxis';
import { knotBefore, type Scale } from './scale';
import { type View, yOf } from './layout';

/** How many packets a row of pixels stands for, told of the end that the capture sees. */
export interface Bands {
    sent: Float32Array;
    received: Float32Array;
    lost: Float32Array;
    /** The most of sent or received in one row. */
    most: number;
}

type Column = { index: readonly number[]; sum: readonly number[] };
/** The series that bands are drawn from. */
export const COUNTS = ['sentPackets', 'receivedPackets', 'lostPackets'];
const NONE: Column = { index: [], sum: [] };
const column = (of: Series, name: string): Column => of.series[name] ?? NONE;

/** Packets that the buckets of a stretch hold, and those of them that were lost. */
export function packetsIn(of: Series, { from, to }: Span): { packets: number; lost: number } {
    const total = (name: string) => {
        const { index, sum } = column(of, name);
        return index.reduce((all, bucket, i) => {
            const begin = of.offsetNanos + bucket * of.bucketNanos;
            return begin + of.bucketNanos > from && begin < to ? all + (sum[i] ?? 0) : all;
        }, 0);
    };
    return { packets: total('sentPackets') + total('receivedPackets'), lost: total('lostPackets') };
}

/** Beginnings and ends of the buckets that hold a packet, ascending: what the scale goes through while there are bands. */
export function busyInstants(of: Series): Float64Array {
    const busy = new Set<number>();
    for (const name of COUNTS) {
        for (const index of column(of, name).index) {
            busy.add(of.offsetNanos + index * of.bucketNanos);
            busy.add(of.offsetNanos + (index + 1) * of.bucketNanos);
        }
    }
    return Float64Array.from(busy).sort();
}

/**
 * Counts by rows of pixels: a bucket's packets are spread over the rows it covers and none is left out, so that the sum
 * of all rows is the sum of the buckets in sight. What was lost keeps its place, however little of it there is.
 */
export function bandsOf(of: Series, scale: Scale, view: View): Bands {
    const rows = Math.max(1, Math.ceil(view.height));
    const bands = {
        sent: new Float32Array(rows),
        received: new Float32Array(rows),
        lost: new Float32Array(rows),
        most: 0,
    };
    spill(bands.sent, column(of, 'sentPackets'), of, scale, view);
    spill(bands.received, column(of, 'receivedPackets'), of, scale, view);
    spill(bands.lost, column(of, 'lostPackets'), of, scale, view);
    for (let row = 0; row < rows; row++)
        bands.most = Math.max(bands.most, bands.sent[row] ?? 0, bands.received[row] ?? 0);
    return bands;
}

function spill(rows: Float32Array, { index, sum }: Column, of: Series, scale: Scale, view: View): void {
    const first = view.fromPlace;
    const begin =
        index.length === 0 ? 0 : knotBefore(index, (scale.nanos(first) - of.offsetNanos) / of.bucketNanos - 1);
    for (let i = begin; i < index.length; i++) {
        const from = of.offsetNanos + (index[i] ?? 0) * of.bucketNanos;
        const top = yOf(scale.place(from), view);
        if (top >= view.height) break;
        const bottom = yOf(scale.place(from + of.bucketNanos), view);
        if (bottom > 0) pour(rows, top, Math.max(bottom, top + 1e-6), sum[i] ?? 0);
    }
}

/** Gives each row its part of what lies between two heights. */
function pour(rows: Float32Array, top: number, bottom: number, amount: number): void {
    const last = Math.min(rows.length - 1, Math.ceil(bottom) - 1);
    for (let row = Math.max(0, Math.floor(top)); row <= last; row++) {
        const part = (Math.min(bottom, row + 1) - Math.max(top, row)) / (bottom - top);
        if (part > 0) rows[row] = (rows[row] ?? 0) + amount * part;
    }
}
