import type { ColourName } from './colours';
import type { Pattern } from './patterns';

/** How a kind of request is drawn as an area: its pattern tells it where its colour does not. */
export interface Dress {
    id: string;
    name: string;
    colour: ColourName;
    pattern: Pattern;
}

export type StatusClass = '5xx' | '4xx' | 'none' | '1xx' | '3xx' | '2xx';

/** From the bottom of a stack upward: what went wrong stands on the ground, where heights are compared. */
export const STATUS_DRESS: readonly (Dress & { id: StatusClass })[] = [
    { id: '5xx', name: '5xx server error', colour: 'fill-5', pattern: 'cross' },
    { id: '4xx', name: '4xx client error', colour: 'fill-4', pattern: 'up' },
    { id: 'none', name: 'no response', colour: 'fill-none', pattern: 'dots' },
    { id: '1xx', name: '1xx', colour: 'fill-1', pattern: 'lines' },
    { id: '3xx', name: '3xx redirection', colour: 'fill-3', pattern: 'down' },
    { id: '2xx', name: '2xx success', colour: 'fill-2', pattern: 'plain' },
];

export const PROTOCOL_DRESS: readonly Dress[] = [
    { id: 'HTTP/3', name: 'HTTP/3', colour: 'fill-http3', pattern: 'plain' },
    { id: 'HTTP/2', name: 'HTTP/2', colour: 'fill-http2', pattern: 'down' },
    { id: 'HTTP/1.1', name: 'HTTP/1.1', colour: 'fill-http1', pattern: 'plain' },
    { id: 'HTTP/1.0', name: 'HTTP/1.0', colour: 'fill-http1', pattern: 'dots' },
    { id: 'none', name: 'not known', colour: 'fill-none', pattern: 'dots' },
];

/** `2xx`; `none` where no response was seen. */
export function statusClass(status: number | null | undefined): StatusClass {
    const kind = Math.floor((status ?? 0) / 100);
    return kind >= 1 && kind <= 5 ? (`${kind}xx` as StatusClass) : 'none';
}

const BY_CLASS = new Map(STATUS_DRESS.map((dress) => [dress.id, dress]));

export function dressOfStatus(status: number | null | undefined): Dress {
    return BY_CLASS.get(statusClass(status)) ?? (STATUS_DRESS[2] as Dress);
}
