import type { FiredProbes, OverTime } from '../../api/probes';
import type { Unit } from '../../route';
import { count, offset } from '../../ui/format';
import { Note } from '../../ui/message';
import { marksOf, momentAt, scaleOf } from './layout';
import { valueText } from './words';

interface OverTimePlotProps {
    value: OverTime;
    of: FiredProbes;
    unit: Unit;
    onNarrow: (from: string, to: string) => void;
}

const WIDTH = 1000;
const HEIGHT = 180;

/** A number over time: the least to the most as an area, half and 95 of a hundred as lines, single events as points. */
export function OverTimePlot({ value, of, unit, onNarrow }: OverTimePlotProps) {
    if (value.count === 0) return <Note title="No event here">Widen the time or the filter.</Note>;
    const scale = scaleOf(Math.min(...value.least), Math.max(...value.most));
    const y = (v: number) => HEIGHT - scale.at(v) * HEIGHT;
    const x = (step: number) => ((step + 0.5) / value.buckets) * WIDTH;
    const line = (ys: readonly number[]) =>
        ys.map((v, i) => `${i === 0 ? 'M' : 'L'}${x(value.index[i] ?? 0).toFixed(1)} ${y(v).toFixed(1)}`).join('');
    const span = value.buckets * value.bucketNanos;
    const narrow = (step: number) =>
        onNarrow(
            momentAt(of.origin, value.from + step * value.bucketNanos),
            momentAt(of.origin, value.from + (step + 1) * value.bucketNanos - 1),
        );
    return (
        <figure class="probe-plot">
            <div class="probe-plot-box">
                <div class="probe-marks" aria-hidden="true">
                    {marksOf(scale, 4).map((mark) => (
                        <span key={mark} style={{ bottom: `${(scale.at(mark) * 100).toFixed(2)}%` }}>
                            {valueText(mark, unit)}
                        </span>
                    ))}
                </div>
                <svg
                    viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
                    preserveAspectRatio="none"
                    aria-hidden="true"
                    onClick={(event) => {
                        const { left, width } = event.currentTarget.getBoundingClientRect();
                        narrow(Math.floor(((event.clientX - left) / width) * value.buckets));
                    }}>
                    {marksOf(scale, 4).map((mark) => (
                        <line key={mark} class="probe-grid" x1={0} x2={WIDTH} y1={y(mark)} y2={y(mark)} />
                    ))}
                    {value.index.map((step, i) => (
                        <rect
                            key={step}
                            class="probe-extent"
                            x={(step / value.buckets) * WIDTH}
                            width={Math.max(1, WIDTH / value.buckets)}
                            y={y(value.most[i] ?? 0)}
                            height={Math.max(1, y(value.least[i] ?? 0) - y(value.most[i] ?? 0))}
                        />
                    ))}
                    {value.points.map((point, i) => (
                        <rect
                            key={i}
                            class="probe-point"
                            x={((point.offsetNanos - value.from) / span) * WIDTH - 1}
                            y={y(point.value) - 1}
                            width={2}
                            height={2}
                        />
                    ))}
                    <path class="probe-p95" d={line(value.p95)} />
                    <path class="probe-p50" d={line(value.p50)} />
                </svg>
            </div>
            <figcaption class="quiet">
                <span>{offset(value.from)}</span>
                <span>
                    <span class="probe-key p50" /> half <span class="probe-key p95" /> 95 %{' '}
                    <span class="probe-key area" /> least to most
                    {value.complete ? '' : `; an even sample, ${count(value.count)} events of about ${count(value.of)}`}
                </span>
                <span>{offset(value.from + span)}</span>
            </figcaption>
            <details class="probe-numbers">
                <summary>As a table</summary>
                <table class="table">
                    <thead>
                        <tr>
                            {['From', 'Events', 'Least', 'Half', '95 %', 'Most'].map((name) => (
                                <th key={name} scope="col" class="number">
                                    {name}
                                </th>
                            ))}
                        </tr>
                    </thead>
                    <tbody>
                        {value.index.map((step, i) => (
                            <tr key={step}>
                                <th scope="row" class="number">
                                    <button type="button" class="link-button" onClick={() => narrow(step)}>
                                        {offset(value.from + step * value.bucketNanos)}
                                    </button>
                                </th>
                                <td class="number">{count(value.counts[i] ?? 0)}</td>
                                {[value.least, value.p50, value.p95, value.most].map((of, column) => (
                                    <td key={column} class="number">
                                        {valueText(of[i] ?? 0, unit)}
                                    </td>
                                ))}
                            </tr>
                        ))}
                    </tbody>
                </table>
            </details>
        </figure>
    );
}
