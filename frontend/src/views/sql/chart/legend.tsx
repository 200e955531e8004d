import { Text } from '../../../ui/text';
import type { ChartMark } from '../../../route';

/** Which colour, and which line or shape, is whose. */
export function Legend({ names, mark }: { names: readonly string[]; mark: ChartMark }) {
    return (
        <ul class="sql-legend" aria-label="Legend">
            {names.map((name, i) => (
                <li key={name}>
                    <span class={`sql-swatch ${mark} of-${(i % 6) + 1}`} aria-hidden="true" />
                    <Text of={name} cut={48} />
                </li>
            ))}
        </ul>
    );
}
