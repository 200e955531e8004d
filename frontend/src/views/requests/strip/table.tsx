import type { Overview } from '../../../api';
import { momentOf } from '../../../ui/moment';
import { clock, count, duration } from '../../../ui/format';
import { bars, KINDS, rowSpan, type Selection, spanOf, type Stack } from './model';
import { kindName } from './say';

interface TableProps {
    overview: Overview;
    stack: Stack;
    onNarrow: (selection: Selection) => void;
}

/** The same numbers as text: a row for each bar, and a way to narrow to it. */
export function StripTable({ overview, stack, onNarrow }: TableProps) {
    const all = bars(overview, stack);
    const kinds = KINDS[stack]
        .map((kind, i) => ({ kind, i }))
        .filter(({ i }) => all.some(({ counts }) => counts[i] !== 0));
    const slowest = slowestRows(overview);
    return (
        <div class="strip-table" tabIndex={0} role="region" aria-label="Requests over time">
            <table>
                <thead>
                    <tr>
                        <th scope="col">From</th>
                        <th scope="col">Requests</th>
                        {kinds.map(({ kind }) => (
                            <th key={kind} scope="col">
                                {kindName(kind)}
                            </th>
                        ))}
                        <th scope="col">Slowest</th>
                    </tr>
                </thead>
                <tbody>
                    {all.map(({ index, total, counts }) => {
                        const time = spanOf(overview, index);
                        const row = slowest.get(index);
                        return (
                            <tr key={index}>
                                <th scope="row">
                                    <button type="button" class="link-button" onClick={() => onNarrow({ time })}>
                                        {clock(momentOf(overview.origin, time.from))}
                                    </button>
                                </th>
                                <td>{count(total)}</td>
                                {kinds.map(({ kind, i }) => (
                                    <td key={kind}>{count(counts[i] ?? 0)}</td>
                                ))}
                                <td>{row === undefined ? '–' : `under ${duration(rowSpan(overview, row).to)}`}</td>
                            </tr>
                        );
                    })}
                </tbody>
            </table>
        </div>
    );
}

function slowestRows({ heat }: Overview): Map<number, number> {
    const slowest = new Map<number, number>();
    heat.index.forEach((index, i) => slowest.set(index, Math.max(slowest.get(index) ?? 0, heat.row[i] ?? 0)));
    return slowest;
}
