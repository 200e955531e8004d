import {
    type ConnectionsRoute,
    format,
    navigate,
    type RequestChoice,
    requestsOf,
    type RequestsRoute,
    type TimelineRoute,
} from '../../route';

/** A route under which a request can be open beside whatever is shown there. */
export type PanelRoute = RequestsRoute | TimelineRoute | (ConnectionsRoute & RequestChoice);

export const keyOf = ({ conn, req }: { conn: number; req: number }): string => `${conn}/${req}`;

export const choose = (route: PanelRoute, choice: Partial<RequestChoice>, how?: 'push' | 'replace'): void =>
    navigate({ ...route, ...choice }, how);

/** Where a request alone is found: the same for everyone, whatever was searched for. */
export const linkOf = (session: string, of: { conn: number; req: number }): string =>
    format({ ...requestsOf(session), request: keyOf(of) });
