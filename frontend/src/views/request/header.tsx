import type { Header } from '../../api';
import { plural } from '../../ui/format';
import { IconButton } from '../../ui/icon';
import { headerField, quoted } from '../../ui/query';
import { Text } from '../../ui/text';

/** Looks for the requests of which a condition holds too. */
export type Find = (condition: string) => void;

/** One header: its value leads to the requests that share it. */
export function HeaderLine({ header, way, find }: { header: Header; way: 'req' | 'res'; find: Find }) {
    const { name, value } = header;
    const condition = conditionOf(way, header);
    const look = () => {
        // Marking a part of the value with the mouse is not a click on it.
        if (getSelection()?.isCollapsed !== false) find(condition);
    };
    return (
        <div class="header-line">
            <dt class="mono">
                <Text of={name} />
            </dt>
            <dd class="mono">
                <span class="header-value" title="Find the requests that share it" onClick={look}>
                    <Text of={value} />
                </span>
                <Labels of={header} />
                <IconButton icon="filter" label={`Find requests with this ${name}`} onClick={() => find(condition)} />
            </dd>
        </div>
    );
}

/** A value that is not whole cannot be asked for exactly. */
function conditionOf(way: 'req' | 'res', { name, value, masked, withheld, truncated }: Header): string {
    const field = headerField(way, name);
    if (masked || withheld) return field;
    return truncated ? `${field} ^= ${quoted(value)}` : `${field} = ${quoted(value)}`;
}

function Labels({ of }: { of: Header }) {
    const size = plural(of.valueLength, 'byte');
    return (
        <>
            {of.masked && (
                <span class="label" title="Taken out before it was stored">
                    masked, was {size}
                </span>
            )}
            {of.withheld && (
                <span class="label" title="Never left the kernel">
                    withheld, {size}
                </span>
            )}
            {of.truncated && !of.masked && (
                <span class="label" title="Longer than the session keeps">
                    cut, was {size}
                </span>
            )}
        </>
    );
}
