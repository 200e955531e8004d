import type { RequestsRoute } from '../../route';
import { nameOf, USUAL } from './facets/fields';

const FIRST = ['connection', 'network', 'peer'];

/** Whether requests stand by themselves, or together by what they have in common. */
export function GroupBy({ route, onGroup }: { route: RequestsRoute; onGroup: (field: string) => void }) {
    const rest = [...USUAL, 'path', ...route.facets].filter((field) => !FIRST.includes(field));
    const fields = [...new Set([...FIRST, ...rest, ...(route.group === '' ? [] : [route.group])])];
    return (
        <select
            class="input group-by"
            aria-label="Group by"
            value={route.group}
            onChange={(event) => onGroup(event.currentTarget.value)}>
            <option value="">Not grouped</option>
            {fields.map((field) => (
                <option key={field} value={field}>
                    By {nameOf(field).replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase())}
                </option>
            ))}
        </select>
    );
}
