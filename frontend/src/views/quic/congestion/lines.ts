import type { Series, SeriesColumns } from '../../../api';
import type { ColourName } from '../../../ui/colours';

export type LaneName = 'data' | 'window' | 'rtt';

/** A line of a plot: what it is, how it is told from the others, and where its values come from. */
export interface Line {
    id: string;
    name: string;
    lane: LaneName;
    colour: ColourName;
    /** Bars are what happened in a bucket, steps a value that holds until the next. */
    style: 'bars' | 'steps' | 'dashes' | 'dots';
    what: string;
}

export const LINES: readonly Line[] = [
    { id: 'sent', name: 'sent', lane: 'data', colour: 'plot-sent', style: 'bars', what: 'bytes of packets sent' },
    {
        id: 'acked',
        name: 'acknowledged',
        lane: 'data',
        colour: 'plot-acked',
        style: 'steps',
        what: 'bytes acknowledged',
    },
    {
        id: 'lost',
        name: 'lost',
        lane: 'data',
        colour: 'plot-lost',
        style: 'bars',
        what: 'bytes of packets declared lost',
    },
    { id: 'cwnd', name: 'congestion window', lane: 'window', colour: 'plot-cwnd', style: 'steps', what: 'cwnd' },
    {
        id: 'inflight',
        name: 'in flight',
        lane: 'window',
        colour: 'plot-inflight',
        style: 'steps',
        what: 'bytes in flight',
    },
    {
        id: 'ssthresh',
        name: 'ssthresh',
        lane: 'window',
        colour: 'plot-cwnd',
        style: 'dashes',
        what: 'slow start threshold',
    },
    {
        id: 'rtt',
        name: 'latest',
        lane: 'rtt',
        colour: 'plot-sent',
        style: 'dots',
        what: 'latest RTT, as the stack measured it',
    },
    {
        id: 'srtt',
        name: 'smoothed',
        lane: 'rtt',
        colour: 'plot-cwnd',
        style: 'steps',
        what: 'smoothed RTT, as the stack has it',
    },
    {
        id: 'minrtt',
        name: 'minimum',
        lane: 'rtt',
        colour: 'plot-acked',
        style: 'dashes',
        what: 'minimum RTT, as the stack has it',
    },
    {
        id: 'rttsample',
        name: 'by our clock',
        lane: 'rtt',
        colour: 'plot-inflight',
        style: 'dots',
        what: 'from sending a packet to its ACK, by our clock',
    },
];

export const columnsOf = (series: Series, line: Line): SeriesColumns | undefined => series.series[line.id];

/** Where the buckets of a stretch are in sparse columns: the first not before it, and the first after it. */
export function rangeOf(index: readonly number[], from: number, to: number): [number, number] {
    return [firstAtLeast(index, from), firstAtLeast(index, to)];
}

function firstAtLeast(index: readonly number[], least: number): number {
    let low = 0;
    let high = index.length;
    while (low < high) {
        const middle = (low + high) >>> 1;
        if ((index[middle] ?? 0) < least) low = middle + 1;
        else high = middle;
    }
    return low;
}
