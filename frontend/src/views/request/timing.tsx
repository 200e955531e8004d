import type { RequestDetail } from '../../api';
import { stretch, ticks } from '../../ui/axis';
import { clock, duration, offset } from '../../ui/format';
import { type Phase, timeline } from '../../ui/phases';
import { percent } from './shares';
import { VerdictView } from './verdict';

interface TimingProps {
    detail: RequestDetail;
    session: string;
    find: (condition: string) => void;
}

/** Where the time of a request went, then its phases as bars over one axis. */
export function Timing({ detail, session, find }: TimingProps) {
    const { phases, end, unknown } = timeline(detail);
    return (
        <div class="timing">
            <dl class="timing-facts">
                <dt>Began</dt>
                <dd>
                    {clock(detail.at)} <span class="quiet mono">{detail.at}</span>
                </dd>
                {detail.durationNanos !== null && (
                    <>
                        <dt>Took</dt>
                        <dd>
                            {duration(detail.durationNanos)}{' '}
                            <span class="quiet">
                                {detail.durationUntil === 'end' ? 'until its end' : 'until the response began'}
                            </span>
                        </dd>
                    </>
                )}
            </dl>
            {detail.verdict !== null && (
                <VerdictView
                    verdict={detail.verdict}
                    find={find}
                    of={{ session, conn: detail.conn, req: detail.req }}
                />
            )}
            {phases.length > 0 && <Bars phases={phases} end={end} />}
            {unknown.map((what) => (
                <p key={what} class="quiet">
                    {what}
                </p>
            ))}
        </div>
    );
}

function Bars({ phases, end }: { phases: Phase[]; end: number }) {
    return (
        <div class="bars" role="table" aria-label="Phases">
            <div class="bar-line bar-head" role="row">
                <span role="columnheader">Phase</span>
                <span role="presentation" />
                <span role="columnheader" class="number">
                    Begins
                </span>
                <span role="columnheader" class="number">
                    Takes
                </span>
                <span role="columnheader" class="number">
                    Share
                </span>
            </div>
            {phases.map((phase) => (
                <div key={phase.name} class="bar-line" role="row">
                    <span role="rowheader">
                        <span class={`bar-swatch ${phase.kind}`} aria-hidden="true" />
                        {phase.name}
                    </span>
                    <span class="bar-track" role="presentation">
                        <span class={`bar ${phase.kind}`} style={stretch(phase.from, phase.to, end)} />
                    </span>
                    <span role="cell" class="number quiet">
                        {offset(phase.from)}
                    </span>
                    <span role="cell" class="number" title={`from +${duration(phase.from)} to +${duration(phase.to)}`}>
                        {duration(phase.to - phase.from)}
                    </span>
                    <span role="cell" class="number quiet">
                        {percent(end === 0 ? 0 : (phase.to - phase.from) / end)}
                    </span>
                </div>
            ))}
            <div class="bar-line bar-axis" aria-hidden="true">
                <span />
                <span class="bar-track">
                    {ticks(end, 4).map((at) => (
                        <span
                            key={at}
                            class={at > end * 0.88 ? 'left' : ''}
                            style={{ left: `${(at / (end || 1)) * 100}%` }}>
                            {at === 0 ? '0' : duration(at)}
                        </span>
                    ))}
                </span>
                <span />
                <span />
                <span />
            </div>
        </div>
    );
}
