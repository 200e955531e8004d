import type { SeriesColumns } from '../../../api';
import type { ColourName } from '../../../ui/colours';

export type LaneName = 'data' | 'window' | 'rtt';
export type Perspective = 'rate' | 'cumulative';
/** What the data is counted in. */
export type Unit = 'bytes' | 'packets';

/**
 * `bars`: what happened in a bucket, from the ground; `caps`: the same as a line at its height. `steps`: a value that
 * holds until the next, `dashes` one of a limit; `dots`: single measurements.
 */
export type Style = 'bars' | 'caps' | 'steps' | 'dashes' | 'dots';

/** A line of a plot: what it is, how it is told from the others, and where its values come from. */
export interface Line {
    /** The name of its series. */
    id: string;
    name: string;
    lane: LaneName;
    colour: ColourName;
    style: Style;
    what: string;
    /** Where it is shown in one of the perspectives only. */
    only?: Perspective;
    /** Counted in packets; else in what its lane has. */
    unit?: 'packets';
    /** What is not shown before someone asks for it. */
    quiet?: true;
}

const DATA: readonly Line[] = [
    line('sent', 'sent', 'plot-sent', 'bars', 'bytes of the packets sent'),
    line('acked', 'acked', 'plot-acked', 'caps', 'bytes acknowledged'),
    line('lost', 'lost', 'plot-lost', 'bars', 'bytes of the packets declared lost'),
    { ...line('retransmitted', 'sent again', 'plot-mark', 'caps', 'bytes of streams sent again'), quiet: true },
    { ...line('received', 'received', 'plot-received', 'caps', 'bytes of the packets received'), quiet: true },
    {
        ...line('dataSent', 'stream data', 'plot-inflight', 'steps', 'bytes of all streams, each once'),
        only: 'cumulative',
    },
    {
        ...line('maxdata', 'connection limit', 'plot-limit', 'dashes', 'what the peer lets us send on the connection'),
        only: 'cumulative',
    },
    {
        ...line(
            'maxstreamdata',
            'stream limit',
            'plot-stream-limit',
            'dashes',
            'what the peer lets us send on the stream it told of last',
        ),
        only: 'cumulative',
    },
];

const PACKETS: readonly Line[] = [
    packets('sentPackets', 'sent', 'plot-sent', 'bars', 'packets sent'),
    packets('lostPackets', 'lost', 'plot-lost', 'bars', 'packets declared lost'),
    packets('receivedPackets', 'received', 'plot-received', 'caps', 'packets received'),
];

const WINDOW: readonly Line[] = [
    line('cwnd', 'congestion window', 'plot-cwnd', 'steps', 'cwnd', 'window'),
    line('inflight', 'in flight', 'plot-inflight', 'steps', 'bytes in flight', 'window'),
    line(
        'ssthresh',
        'ssthresh',
        'plot-cwnd',
        'dashes',
        'slow start threshold, inferred from how cwnd is reduced',
        'window',
    ),
];

const RTT: readonly Line[] = [
    line('rtt', 'latest', 'plot-sent', 'dots', 'latest RTT as the stack has it, in whole ms', 'rtt'),
    line('srtt', 'smoothed', 'plot-cwnd', 'steps', 'smoothed RTT as the stack has it, in whole ms', 'rtt'),
    line('minrtt', 'minimum', 'plot-acked', 'dashes', 'minimum RTT as the stack has it, in whole ms', 'rtt'),
    line(
        'rttsample',
        'by our clock',
        'plot-inflight',
        'dots',
        'from the sending of a packet to its ACK, by our clock',
        'rtt',
    ),
];

export const LINES: readonly Line[] = [...DATA, ...PACKETS, ...WINDOW, ...RTT];

function line(id: string, name: string, colour: ColourName, style: Style, what: string, lane: LaneName = 'data'): Line {
    return { id, name, lane, colour, style, what };
}

function packets(id: string, name: string, colour: ColourName, style: Style, what: string): Line {
    return { ...line(id, name, colour, style, what), unit: 'packets' };
}

/** The lines of a lane in a perspective and a unit; what happens in buckets adds up to steps in the cumulative one. */
export function linesOf(lane: LaneName, perspective: Perspective, unit: Unit): Line[] {
    return LINES.filter(
        (each) =>
            each.lane === lane &&
            (each.only === undefined || each.only === perspective) &&
            (lane !== 'data' || (each.unit ?? 'bytes') === unit),
    ).map((each) => (perspective === 'cumulative' && adds(each) ? { ...each, style: 'steps' as const } : each));
}

const ADD = new Set(['sent', 'acked', 'lost', 'retransmitted', 'received', ...PACKETS.map(({ id }) => id)]);

/** Whether its buckets hold amounts that add up, not values that hold. */
export const adds = ({ id }: Line): boolean => ADD.has(id);

/** Where the buckets of a stretch are in sparse columns: the first not before it, and the first after it. */
export function rangeOf({ index }: SeriesColumns, from: number, to: number): [number, number] {
    return [firstAtLeast(index, from), firstAtLeast(index, to)];
}

export function firstAtLeast(sorted: readonly number[], least: number): number {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
        const middle = (low + high) >>> 1;
        if ((sorted[middle] ?? 0) < least) low = middle + 1;
        else high = middle;
    }
    return low;
}
