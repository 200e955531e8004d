import type { Differences, DifferenceValue } from '../../../api';
import { count, percent } from '../../../ui/format';
import { plain } from '../../../ui/escape';
import { Icon } from '../../../ui/icon';
import { standing } from '../../../ui/narrow';
import { Text } from '../../../ui/text';
import { sharesOf } from './shares';

/** A value with its two bars: how much of the selection has it, and how much of the others. */
export function ValueDifference({
    value,
    of,
    query,
    onToggle,
}: {
    value: DifferenceValue;
    of: Differences;
    query: string;
    onToggle: (condition: string) => void;
}) {
    const { selected, rest } = sharesOf(value, of);
    const asked = standing(query, value.condition) === 'asked';
    return (
        <li>
            <button
                type="button"
                class="difference-value"
                aria-pressed={asked}
                disabled={value.condition === ''}
                title={asked ? `Take ${plain(value.condition)} away` : `Narrow to ${plain(value.condition)}`}
                onClick={() => onToggle(value.condition)}>
                <span class="difference-name ellipsis">
                    {asked && <Icon name="check" />}
                    {value.value === '' ? <em class="quiet">none</em> : <Text of={value.value} cut={160} />}
                </span>
                <Bar kind="selected" share={selected} n={value.selected} />
                <Bar kind="rest" share={rest} n={value.rest} />
            </button>
        </li>
    );
}

function Bar({ kind, share, n }: { kind: 'selected' | 'rest'; share: number; n: number }) {
    return (
        <span class="difference-line">
            <span class="difference-track">
                <i class={`differences-${kind}`} style={{ width: `${(share * 100).toFixed(2)}%` }} />
            </span>
            <span class="unseen">{kind === 'selected' ? ', of the selection ' : ', of the others '}</span>
            <span class="difference-share">{percent(share)}</span>
            <span class="difference-count">{count(n)}</span>
        </span>
    );
}
