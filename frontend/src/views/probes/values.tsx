import type { ComponentChildren } from 'preact';
import type { Summary, TopOfValues, ValueHistogram } from '../../api/probes';
import { count, percent, plural } from '../../ui/format';
import { Note } from '../../ui/message';
import { Text } from '../../ui/text';
import type { Part } from './explore';
import { withEmpty } from './layout';
import { bucketFilter, bucketText, joined, valueFilter, valueText } from './words';

type Shown<V> = Part & { value: V; onAll: () => void };

interface Bar {
    key: string;
    name: ComponentChildren;
    count: number;
    filter: string;
}

/** How the values spread: each bucket a bar, which narrows the events to it. */
export function Histogram({ value, route, change, onAll }: Shown<ValueHistogram>) {
    const buckets = route.least === '' ? withEmpty(value.buckets) : value.buckets;
    const bars = buckets.map((bucket) => ({
        key: `${bucket.from}`,
        name: bucketText(bucket, route.unit),
        count: bucket.count,
        filter: value.text ? '' : bucketFilter(value.argument, bucket),
    }));
    return (
        <Bars
            label={value.text ? `Lengths of ${value.argument}` : `Values of ${value.argument}`}
            of={value}
            bars={bars}
            onChoose={(filter) => change({ q: joined(route.q, filter) })}
            onAll={onAll}>
            {value.below || value.above
                ? `${count(value.below ?? 0)} below the range, ${count(value.above ?? 0)} above it.`
                : null}
        </Bars>
    );
}

/** Which values come most. */
export function Top({ value, route, change, onAll }: Shown<TopOfValues>) {
    const bars = value.values.map((each) => ({
        key: String(each.value),
        name:
            typeof each.value === 'number' ? (
                valueText(each.value, route.unit)
            ) : each.value === '' ? (
                <span class="quiet">empty</span>
            ) : (
                <>
                    <Text of={each.value} cut={200} />
                    {each.cut && '…'}
                </>
            ),
        count: each.count,
        filter: valueFilter(value.argument, each),
    }));
    const rest = value.count - value.values.reduce((sum, each) => sum + each.count, 0);
    return (
        <Bars
            label={`Most frequent values of ${value.argument}`}
            of={value}
            bars={bars}
            onChoose={(filter) => change({ q: joined(route.q, filter) })}
            onAll={onAll}>
            {value.shortBy > 0
                ? `More different values than are counted one by one: each count may be short by up to ${count(value.shortBy)}.`
                : value.distinct > value.values.length
                  ? `${count(value.distinct)} different values; ${count(rest)} events have others than these.`
                  : plural(value.distinct, 'different value', 'different values')}
        </Bars>
    );
}

interface BarsProps {
    label: string;
    of: Summary;
    bars: readonly Bar[];
    onChoose: (filter: string) => void;
    /** Asks for more of the events. */
    onAll: () => void;
    children?: ComponentChildren;
}

function Bars({ label, of, bars, onChoose, onAll, children }: BarsProps) {
    const most = Math.max(1, ...bars.map((bar) => bar.count));
    if (of.count === 0)
        return (
            <Note title={of.missing > 0 ? 'No value was read' : 'No event here'}>
                {of.missing > 0
                    ? `Of ${plural(of.missing, 'event')} it could not be read: its memory was not there, or it was not captured.`
                    : 'Widen the time or the filter.'}
            </Note>
        );
    return (
        <>
            <ul class="probe-histogram" aria-label={label}>
                {bars.map((bar) => (
                    <li key={bar.key}>
                        <button
                            type="button"
                            class="probe-bar"
                            disabled={bar.filter === '' || bar.count === 0}
                            title={bar.filter === '' ? undefined : 'Show only these events'}
                            onClick={() => onChoose(bar.filter)}>
                            <span class="probe-bar-name mono">{bar.name}</span>
                            <span class="probe-bar-room" aria-hidden="true">
                                <span style={{ width: `${((bar.count / most) * 100).toFixed(2)}%` }} />
                            </span>
                            <span class="number">{count(bar.count)}</span>
                            <span class="number quiet">{percent(bar.count / of.count)}</span>
                        </button>
                    </li>
                ))}
            </ul>
            <p class="quiet probe-said">
                {children} {of.missing > 0 && `${plural(of.missing, 'event')} without a value.`}{' '}
                <Incomplete of={of} onAll={onAll} />
            </p>
        </>
    );
}

interface IncompleteProps {
    of: { scanned: number; of: number; complete: boolean };
    onAll: () => void;
}

/** Says how much was looked at, where it was not all. */
function Incomplete({ of, onAll }: IncompleteProps) {
    if (of.complete) return null;
    return (
        <>
            <strong class="warning-text">
                Of the newest {count(of.scanned)} events only, of about {count(of.of)}.
            </strong>{' '}
            <button type="button" class="link-button" onClick={onAll}>
                Look at all, for up to half a minute
            </button>
        </>
    );
}
