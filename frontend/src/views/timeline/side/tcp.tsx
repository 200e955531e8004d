import { exact } from '../../../ui/axispaint';
import { bytes, count, duration, plural } from '../../../ui/format';
import { lengthOf } from '../../../ui/timeaxis';
import type { TcpSteps } from '../../../ui/tcp/steps';
import type { Look } from '../look';
import { Grid } from './grid';

/** The readings of the TCP connection that are in sight, a row each. */
export function TcpTable({ look, of }: { look: Look; of: TcpSteps }) {
    const { timeline } = look;
    const shown = timeline.shown.value;
    const rows = of.steps.filter(({ from, to }) => to >= shown.from && from <= shown.to);
    const cursor = timeline.cursor.value;
    return (
        <Grid
            label="The TCP connection over time"
            title="The TCP connection over time"
            name="timeline-tcp"
            heads={['Until', 'Received', 'Sent', 'Again', 'RTT', 'Window']}
            rows={rows.length}
            selected={cursor === undefined ? -1 : rows.findIndex(({ from, to }) => cursor > from && cursor <= to)}
            onStep={(i) => {
                const row = rows[Math.max(0, Math.min(rows.length - 1, i))];
                if (row !== undefined) timeline.cursor.value = row.to;
            }}
            foot={plural(rows.length, 'reading')}
            row={(i) => {
                const row = rows[i];
                if (row === undefined) return [];
                return [
                    exact(row.to, lengthOf(shown)),
                    bytes(row.received),
                    bytes(row.acked),
                    row.retransmits === 0 ? '' : count(row.retransmits),
                    row.rttNanos === 0 ? '' : duration(row.rttNanos),
                    row.cwnd === 0 ? '' : count(row.cwnd),
                ];
            }}
        />
    );
}
