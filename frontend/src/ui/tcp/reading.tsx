import { bytes, duration, offset, plural } from '../format';
import { Text } from '../text';
import type { PlacedBar } from './bars';
import { rateOf, stepAt, type TcpStep, type TcpSteps } from './steps';

interface ReadingProps {
    of: TcpSteps;
    at: number | undefined;
    bar: PlacedBar | undefined;
    /** What the offset that is said counts from. */
    begin: number;
}

/** What stands at the moment that is pointed at, in words; else what the colours are. */
export function Reading({ of, at, bar, begin }: ReadingProps) {
    const step = at === undefined ? undefined : stepAt(of, at);
    return (
        <p class="tcp-reading" role="status">
            {at === undefined ? (
                <>
                    <span class="tcp-key received">received, upward</span>
                    <span class="tcp-key sent">sent and acknowledged, downward</span>
                    <span class="tcp-key rtt">smoothed round trip; dashed: the least</span>
                </>
            ) : (
                <>
                    <strong>{offset(at - begin)}</strong>
                    {bar !== undefined && <Request of={bar} />}
                    {step === undefined ? (
                        <span class="quiet">nothing was told here</span>
                    ) : (
                        <Words of={step} at={at} />
                    )}
                </>
            )}
        </p>
    );
}

function Request({ of: { label, from, to } }: { of: PlacedBar }) {
    return (
        <span>
            <Text of={label} cut={80} /> {to === undefined ? 'no end seen' : duration(to - from)}
        </span>
    );
}

function Words({ of, at }: { of: TcpStep; at: number }) {
    if (at < of.busyFrom) return <span class="quiet">no byte went</span>;
    return (
        <>
            <span>{bytes(Math.round(rateOf(of.received, of)))}/s received</span>
            <span>{bytes(Math.round(rateOf(of.acked, of)))}/s sent</span>
            {of.rttNanos > 0 && <span>RTT {duration(of.rttNanos)}</span>}
            {of.cwnd > 0 && <span>window {plural(of.cwnd, 'segment')}</span>}
            {of.retransmits > 0 && <strong>{plural(of.retransmits, 'segment')} sent again</strong>}
        </>
    );
}
