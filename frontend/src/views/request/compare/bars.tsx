import type { RequestDetail } from '../../../api';
import { stretch } from '../../../ui/axis';
import { duration } from '../../../ui/format';
import type { Phase } from '../../../ui/phases';
import { percent } from '../shares';
import { phasePairs, type PhasePair, sharePairs } from './facts';

/** The phases of both, one under the other on one scale. */
export function Phases({ base, other }: { base: RequestDetail; other: RequestDetail }) {
    const { pairs, end } = phasePairs(base, other);
    if (pairs.length === 0) return null;
    return (
        <section class="compare-part">
            <h2 class="small-heading">Phases</h2>
            <table class="compare-bars">
                <thead>
                    <tr>
                        <th scope="col">Phase</th>
                        <th scope="col">
                            <span class="unseen">Over time</span>
                        </th>
                        <th scope="col" class="number">
                            A
                        </th>
                        <th scope="col" class="number">
                            B
                        </th>
                        <th scope="col" class="number">
                            B − A
                        </th>
                    </tr>
                </thead>
                <tbody>
                    {pairs.map((pair) => (
                        <PhaseLine key={pair.kind} pair={pair} end={end} />
                    ))}
                </tbody>
            </table>
        </section>
    );
}

function PhaseLine({ pair, end }: { pair: PhasePair; end: number }) {
    const { name, kind, base, other } = pair;
    const took = (phase: Phase | undefined) => (phase === undefined ? undefined : phase.to - phase.from);
    const a = took(base);
    const b = took(other);
    const bar = (phase: Phase | undefined, side: string) => (
        <span class="compare-track">
            <span class={`side-mark ${side}`}>{side === 'base' ? 'A' : 'B'}</span>
            <span class="bar-track">
                {phase !== undefined && <span class={`bar ${kind}`} style={stretch(phase.from, phase.to, end)} />}
            </span>
        </span>
    );
    return (
        <tr>
            <th scope="row">{name}</th>
            <td class="compare-tracks" aria-hidden="true">
                {bar(base, 'base')}
                {bar(other, 'other')}
            </td>
            <td class="number">{a === undefined ? '–' : duration(a)}</td>
            <td class="number">{b === undefined ? '–' : duration(b)}</td>
            <td class="number">{a === undefined || b === undefined ? '–' : signed(b - a)}</td>
        </tr>
    );
}

const signed = (nanos: number) => (nanos === 0 ? '0' : nanos > 0 ? `+${duration(nanos)}` : duration(nanos));

/** Where the time of both went, in shares of each whole. */
export function Shares({ base, other }: { base: RequestDetail; other: RequestDetail }) {
    const pairs = sharePairs(base, other);
    if (pairs.length === 0) return null;
    return (
        <section class="compare-part">
            <h2 class="small-heading">Where the time went</h2>
            <table class="compare-bars">
                <thead>
                    <tr>
                        <th scope="col">Part</th>
                        <th scope="col">
                            <span class="unseen">As bars</span>
                        </th>
                        <th scope="col" class="number">
                            A
                        </th>
                        <th scope="col" class="number">
                            B
                        </th>
                    </tr>
                </thead>
                <tbody>
                    {pairs.map(({ kind, name, base, other }) => (
                        <tr key={kind}>
                            <th scope="row">{name}</th>
                            <td class="compare-tracks" aria-hidden="true">
                                {[base, other].map((share, i) => (
                                    <span key={i} class="compare-track">
                                        <span class={i === 0 ? 'side-mark base' : 'side-mark other'}>{'AB'[i]}</span>
                                        <span class="bar-track">
                                            <span
                                                class={`bar verdict-fill ${kind}`}
                                                style={{ left: 0, width: `${share * 100}%` }}
                                            />
                                        </span>
                                    </span>
                                ))}
                            </td>
                            <td class="number">{percent(base)}</td>
                            <td class="number">{percent(other)}</td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </section>
    );
}
