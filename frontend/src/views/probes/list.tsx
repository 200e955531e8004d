import type { FiredProbe, FiredProbes } from '../../api/probes';
import { count, rate } from '../../ui/format';
import { plain } from '../../ui/escape';
import { Text } from '../../ui/text';
import { barPath } from './layout';

interface ProbeListProps {
    of: FiredProbes;
    chosen: string;
    perSecond: ReadonlyMap<string, number>;
    running: boolean;
    onChoose: (row: FiredProbe) => void;
}

const WIDTH = 80;
const HEIGHT = 18;

/** Every probe that fired, the busiest first: how often, how often now, and when. */
export function ProbeList({ of, chosen, perSecond, running, onChoose }: ProbeListProps) {
    return (
        <nav class="probe-list" aria-label="Probes of the session">
            <table class="probe-table">
                <thead>
                    <tr>
                        <th scope="col">Probe</th>
                        <th scope="col" class="number">
                            Events
                        </th>
                        {running && (
                            <th scope="col" class="number probe-now">
                                Now /s
                            </th>
                        )}
                        <th scope="col" class="probe-spark">
                            Over time
                        </th>
                    </tr>
                </thead>
                <tbody>
                    {of.rows.map((row) => (
                        <tr key={row.probe} class={row.probe === chosen ? 'chosen' : ''}>
                            <th scope="row">
                                <button
                                    type="button"
                                    class="probe-name mono"
                                    aria-current={row.probe === chosen ? 'true' : undefined}
                                    title={plain(row.probe)}
                                    onClick={() => onChoose(row)}>
                                    <span class="quiet">
                                        <Text of={`${row.provider}:`} />
                                    </span>
                                    <Text of={row.name} />
                                </button>
                            </th>
                            <td class="number">{count(row.events)}</td>
                            {running && <td class="number quiet">{now(perSecond.get(row.probe))}</td>}
                            <td class="probe-spark">
                                {row.counts === null ? null : (
                                    <svg width={WIDTH} height={HEIGHT} role="img" aria-label={busiest(row)}>
                                        <path d={barPath(row.counts, WIDTH, HEIGHT)} />
                                    </svg>
                                )}
                            </td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </nav>
    );
}

/** Unknown until a second answer came: none is not zero. */
const now = (perSecond: number | undefined) => (perSecond === undefined ? '–' : rate(perSecond));

function busiest({ counts }: FiredProbe): string {
    const most = Math.max(0, ...(counts ?? []));
    return most === 0 ? 'none in this time' : `at most ${count(most)} in a step`;
}
