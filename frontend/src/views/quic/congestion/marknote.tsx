import { useComputed } from '@preact/signals';
import { count, offset } from '../../../ui/format';
import { Text } from '../../../ui/text';
import { lengthOf } from '../../../ui/timeaxis';
import type { Look } from '../look';
import { lookOf } from '../marks';
import type { Plot } from './plot';

const REACH = 0.006;
const MOST = 6;

/** The marks near the pointer in words. */
export function MarkNote({ look, plot }: { look: Look; plot: Plot }) {
    const near = useComputed(() => {
        const at = look.timeline.cursor.value ?? look.moment.value;
        if (at === undefined) return [];
        const reach = lengthOf(look.timeline.shown.value) * REACH;
        return plot.marks.value.filter((mark) => Math.abs(mark.offsetNanos - at) <= reach);
    });
    const left = useComputed(() => {
        const { from, to } = look.timeline.shown.value;
        return (look.timeline.cursor.value ?? look.moment.value ?? from) > (from + to) / 2;
    });
    if (near.value.length === 0) return null;
    return (
        <ul class={left.value ? 'mark-note' : 'mark-note right'}>
            {near.value.slice(0, MOST).map((mark, i) => (
                <li key={i}>
                    <b style={{ color: `var(--${lookOf(mark.kind).colour})` }}>{lookOf(mark.kind).letter}</b>{' '}
                    {offset(mark.offsetNanos)} <Text of={mark.text} cut={120} />
                </li>
            ))}
            {near.value.length > MOST && <li class="quiet">and {count(near.value.length - MOST)} more</li>}
        </ul>
    );
}
