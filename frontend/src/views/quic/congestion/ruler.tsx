import { useComputed } from '@preact/signals';
import { bytes, count, duration, plural } from '../../../ui/format';
import { IconButton } from '../../../ui/icon';
import type { Span } from '../../../ui/timeaxis';
import type { Look } from '../look';
import { partsOf } from '../pieces';
import { bucketsOf } from './derive';
import type { Plot } from './plot';

/** What happened in the stretch that was measured. */
export function Ruler({ look, plot }: { look: Look; plot: Plot }) {
    const { timeline } = look;
    const sums = useComputed(() => (timeline.area.value === undefined ? undefined : totals(plot, timeline.area.value)));
    const area = timeline.area.value;
    if (area === undefined || sums.value === undefined) return null;
    const { sent, acked, lost, packets, lostPackets, least, most } = sums.value;
    const seconds = (area.to - area.from) / 1e9;
    return (
        <div class="ruler" role="status">
            <header>
                <strong>{duration(area.to - area.from)}</strong>
                <IconButton
                    icon="close"
                    label="Let go of the ruler"
                    onClick={() => (timeline.area.value = undefined)}
                />
            </header>
            <dl>
                <dt>Sent</dt>
                <dd>
                    {bytes(sent)} in {plural(packets, 'packet')}, {bytes(Math.round(sent / seconds))}/s
                </dd>
                <dt>Acked</dt>
                <dd>
                    {bytes(acked)}, {bytes(Math.round(acked / seconds))}/s
                </dd>
                <dt>Lost</dt>
                <dd>
                    {bytes(lost)} in {plural(lostPackets, 'packet')}
                    {packets > 0 && `, ${count(Math.round((lostPackets / packets) * 1000) / 10)} %`}
                </dd>
                {most > 0 && (
                    <>
                        <dt>RTT</dt>
                        <dd>
                            {duration(least)} … {duration(most)}
                        </dd>
                    </>
                )}
            </dl>
            <button type="button" class="button small" onClick={() => timeline.show(area)}>
                Closer
            </button>
        </div>
    );
}

function totals(plot: Plot, area: Span) {
    const found = { sent: 0, acked: 0, lost: 0, packets: 0, lostPackets: 0, least: Infinity, most: 0 };
    for (const part of partsOf(area, [...plot.parts.value])) {
        const each = (
            name: string,
            take: (i: number, columns: { sum: number[]; count: number[]; min: number[]; max: number[] }) => void,
        ) => {
            const columns = part.series.series[name];
            if (columns === undefined) return;
            const { from, to } = bucketsOf(part, columns);
            for (let i = from; i < to; i++) take(i, columns);
        };
        each('sent', (i, { sum, count: packets }) => {
            found.sent += sum[i] ?? 0;
            found.packets += packets[i] ?? 0;
        });
        each('acked', (i, { sum }) => (found.acked += sum[i] ?? 0));
        each('lost', (i, { sum, count: packets }) => {
            found.lost += sum[i] ?? 0;
            found.lostPackets += packets[i] ?? 0;
        });
        each('rttsample', (i, { min, max }) => {
            found.least = Math.min(found.least, min[i] ?? Infinity);
            found.most = Math.max(found.most, max[i] ?? 0);
        });
    }
    return found;
}
