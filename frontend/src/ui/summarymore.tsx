import type { ComponentChildren } from 'preact';
import type { QuicSummary } from '../api';
import { bytes, count, duration } from './format';
import { Missing, Text } from './text';

export function Fact({ name, children }: { name: string; children: ComponentChildren }) {
    return (
        <>
            <dt>{name}</dt>
            <dd>{children}</dd>
        </>
    );
}

/** What few connections have. */
export function Extras({ of }: { of: QuicSummary }) {
    return (
        <>
            <Fact name="This end">{of.vantage ?? <Missing>not known</Missing>}</Fact>
            {of.versions.length > 0 && <Fact name="Version">{of.versions.join(', ')}</Fact>}
            {of.paths.length > 0 && (
                <Fact name={of.paths.length === 1 ? 'Path' : 'Paths'}>
                    {of.paths.map((path, i) => (
                        <div key={i}>
                            {path.remote === null ? 'not known' : <Text of={path.remote} />}{' '}
                            <span class="quiet">{path.state.replace('_', ' ')}</span>
                        </div>
                    ))}
                </Fact>
            )}
            {of.ecn !== null && (
                <Fact name="ECN">
                    {of.ecn.state ?? 'not known'}, {count(of.ecn.ceCount)} marked
                </Fact>
            )}
            {of.jumpstart !== null && (
                <Fact name="Jumpstart">
                    {bytes(of.jumpstart.cwnd)} at {duration(of.jumpstart.rttNanos)}
                </Fact>
            )}
            {of.zeroRtt !== null && of.zeroRtt > 0 && <Fact name="0-RTT">{count(of.zeroRtt)} packets</Fact>}
        </>
    );
}

/** What the traced program counted itself. */
export function Stats({ of }: { of: Record<string, number | string> }) {
    return (
        <details class="conn-stats">
            <summary>quicly’s own statistics</summary>
            <dl class="facts">
                {Object.entries(of).map(([name, value]) => (
                    <Fact key={name} name={name}>
                        {typeof value === 'number' ? count(value) : value}
                    </Fact>
                ))}
            </dl>
        </details>
    );
}
