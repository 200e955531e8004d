import { offsetOf } from '../../ui/moment';
import { clock, count, duration } from '../../ui/format';
import { plain } from '../../ui/escape';
import { Icon, IconButton } from '../../ui/icon';
import { open } from '../../ui/asking';
import { type Part, parts, without } from '../../ui/query';
import { Text } from '../../ui/text';
import type { Progress } from '../../api';
import { GroupBy } from './groupby';
import '../../ui/field.css';
import type { RequestsRoute } from '../../route';

interface NarrowedProps {
    route: RequestsRoute;
    progress: Progress | undefined;
    present: boolean;
    go: (part: Partial<RequestsRoute>) => void;
    onDifferences: () => void;
}

/** How many requests are left, and by what: each condition, and the time, can be taken away. */
export function Narrowed({ route, progress, present, go, onDifferences }: NarrowedProps) {
    const all = parts(route.q);
    const ranged = route.from !== '' || route.to !== '';
    return (
        <div class="narrowed">
            <span class={present ? 'narrowed-count' : 'narrowed-count old'} role="status">
                {progress === undefined ? ' ' : matching(progress, all.length > 0 || ranged)}
            </span>
            <Working />
            <ul class="narrowed-chips" aria-label="Conditions">
                {ranged && (
                    <li class="chip cut">
                        <span class="ellipsis">{rangeLabel(route)}</span>
                        <IconButton
                            icon="close"
                            label="Show all of the time"
                            onClick={() => go({ from: '', to: '' })}
                        />
                    </li>
                )}
                {all.map((part) => (
                    <ConditionChip
                        key={`${part.from} ${part.text}`}
                        part={part}
                        onRemove={() => go({ q: without(route.q, part), request: '' })}
                    />
                ))}
            </ul>
            {(all.length > 0 || ranged) && (
                <>
                    <button
                        type="button"
                        class="link-button nowrap"
                        title="Every field, these requests against all the others"
                        onClick={onDifferences}>
                        What is different<span class="roomy"> about these</span>?
                    </button>
                    <button
                        type="button"
                        class="link-button nowrap"
                        onClick={() => go({ q: '', from: '', to: '', request: '', against: '' })}>
                        Clear all
                    </button>
                </>
            )}
            <GroupBy route={route} onGroup={(group) => go({ group })} />
        </div>
    );
}

/** Says of what it holds: of one request, or anything of its connection. */
function ConditionChip({ part, onRemove }: { part: Part; onRemove: () => void }) {
    const where = part.onConnection ? 'holds on the request’s connection' : 'holds on one request';
    return (
        <li class="chip cut" title={`${plain(part.text.slice(0, 1000))}\n${where}`}>
            {part.onConnection && <Icon name="link" />}
            <span class="ellipsis">
                <Text of={part.text} cut={200} />
            </span>
            <span class="unseen">, {where}</span>
            <IconButton icon="close" label={`Remove ${plain(part.text.slice(0, 80))}`} onClick={onRemove} />
        </li>
    );
}

function Working() {
    return (
        <span class={open.value > 0 ? 'working' : 'working idle'} role="status">
            <span class="unseen">{open.value > 0 ? 'Searching' : ''}</span>
        </span>
    );
}

export function matching({ matched, total, complete }: Progress, narrowed: boolean): string {
    if (!narrowed) return `${count(total)} ${total === 1 ? 'request' : 'requests'}`;
    return `${complete ? '' : '>'}${count(matched)} of ${count(total)} requests`;
}

/** `21:04:05.123 – 21:04:06.500 (1.38 s)` */
export function rangeLabel({ from, to }: { from: string; to: string }): string {
    if (to === '') return `from ${clock(from)}`;
    if (from === '') return `until ${clock(to)}`;
    const nanos = offsetOf(from, to);
    const short = (iso: string) => (nanos >= 10e9 ? clock(iso).replace(/\.\d+$/, '') : clock(iso));
    return `${short(from)} – ${short(to)} (${duration(nanos)})`;
}
