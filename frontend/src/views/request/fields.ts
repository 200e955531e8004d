import type { Header } from '../../api';
import { opposite, toggledOut } from '../../ui/narrow';
import { headerField, quoted, withCondition } from '../../ui/query';
import { type RequestsRoute, requestsOf } from '../../route';
import type { PanelRoute } from './route';

export type Way = 'req' | 'res';

/** The parts of a request line and of a status line, by their own fields. */
const PSEUDO: Record<string, string> = {
    ':method': 'method',
    ':scheme': 'scheme',
    ':authority': 'authority',
    ':path': 'path',
    ':protocol': 'req.:protocol',
    ':status': 'status',
};

export const fieldOf = (way: Way, { name }: Header): string => PSEUDO[name] ?? headerField(way, name);

/** A value that is not whole cannot be asked for exactly: what is known of it is its beginning, or that it is there. */
export function conditionOf(way: Way, header: Header): string {
    const { name, value, masked, withheld, truncated, valueHex } = header;
    const field = fieldOf(way, header);
    if (name === ':status') return `status = ${value}`;
    if (masked || withheld) return field;
    if (valueHex !== undefined) {
        const clear = value.slice(0, Math.max(0, value.indexOf('\ufffd')));
        return clear === '' ? field : `${field} ^= ${quoted(clear)}`;
    }
    return truncated ? `${field} ^= ${quoted(value)}` : `${field} = ${quoted(value)}`;
}

/** The requests that share it; where something is searched for already, among them. */
export const onlyThese = (route: PanelRoute, condition: string): PanelRoute =>
    searching(route, withCondition(search(route), condition));

export const notThese = (route: PanelRoute, condition: string): PanelRoute => {
    const q = search(route);
    return searching(route, q.trim() === '' ? opposite(condition) : toggledOut(q, condition));
};

const search = (route: PanelRoute): string => ('q' in route ? route.q : '');

const searching = (route: PanelRoute, q: string): PanelRoute =>
    'q' in route ? { ...route, q } : { ...requestsAt(route), q };

/** The list of requests with the same request open. */
export function requestsAt(route: PanelRoute): RequestsRoute {
    if (route.view === 'requests') return route;
    const { request, tab } = route;
    return { ...requestsOf(route.id, search(route)), request, tab };
}

/** Columns and facets have a field's bare name; of the parts of a request line the list has columns already. */
export const columnOf = (way: Way, { name }: Header): string =>
    name.startsWith(':') ? '' : `${way}.${name.toLowerCase()}`;
export const facetOf = (way: Way, header: Header): string => PSEUDO[header.name] ?? columnOf(way, header);
/** A name that stands in a URL's list. */
export const listed = (field: string): boolean => /^[!#$%&'*+.^_`|~0-9A-Za-z:/-]+$/.test(field);

/** `2 of 3` where a name is there several times. */
export function occurrence(headers: readonly Header[], at: number): string {
    const name = headers[at]?.name.toLowerCase();
    const same = headers.flatMap((header, i) => (header.name.toLowerCase() === name ? [i] : []));
    return same.length < 2 ? '' : `${same.indexOf(at) + 1} of ${same.length}`;
}
