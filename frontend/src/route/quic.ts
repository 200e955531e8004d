import { matching, search } from './query';

export type QuicPanel = 'sequence' | 'congestion' | 'streams' | 'packets' | 'statistics';
export const QUIC_PANELS: readonly QuicPanel[] = ['sequence', 'congestion', 'streams', 'packets', 'statistics'];

/** Where two connections meet that are looked at side by side. */
export type Align = 'handshake' | 'begin' | 'request';
export const ALIGNS: readonly Align[] = ['handshake', 'begin', 'request'];

/** How one looks at QUIC connections: times are nanoseconds from the beginning of `conn`. */
export interface QuicRoute {
    view: 'quic';
    id: string;
    /** The connection, or "": the session's connections together. */
    conn: string;
    panel: QuicPanel;
    /** The stretch that is shown, or neither: all of it. */
    from?: number;
    to?: number;
    /** The selected packet, `sent.application.123`, or "". */
    packet: string;
    /** The selected stream, or "". */
    stream: string;
    /** Another connection beside it, or "". */
    with: string;
    align: Align;
    /** What the packets are narrowed to, in the panel's own words, or "". */
    only: string;
}

export const quicOf = (
    id: string,
    conn = '',
    panel: QuicPanel = conn === '' ? 'statistics' : 'congestion',
): QuicRoute => ({ view: 'quic', id, conn, panel, packet: '', stream: '', with: '', align: 'handshake', only: '' });

export function parseQuic(id: string, query: URLSearchParams): QuicRoute {
    const usual = quicOf(id, matching(query.get('conn'), /^\d+$/));
    const from = offset(query.get('from'));
    const to = offset(query.get('to'));
    return {
        ...usual,
        panel: QUIC_PANELS.find((panel) => panel === query.get('view')) ?? usual.panel,
        ...(from !== undefined && to !== undefined && from < to ? { from, to } : {}),
        packet: matching(query.get('packet'), /^(sent|received)\.(initial|0rtt|handshake|application)\.\d+$/),
        stream: matching(query.get('stream'), /^-?\d+$/),
        with: matching(query.get('with'), /^\d+$/),
        align: ALIGNS.find((align) => align === query.get('align')) ?? 'handshake',
        only: query.get('only') ?? '',
    };
}

function offset(text: string | null): number | undefined {
    return text !== null && /^-?\d{1,15}$/.test(text) ? Number(text) : undefined;
}

export function formatQuic(route: QuicRoute): string {
    return search({
        conn: route.conn,
        view: route.panel === quicOf(route.id, route.conn).panel ? '' : route.panel,
        from: route.from === undefined ? '' : String(Math.round(route.from)),
        to: route.to === undefined ? '' : String(Math.round(route.to)),
        packet: route.packet,
        stream: route.stream,
        with: route.with,
        align: route.align === 'handshake' ? '' : route.align,
        only: route.only,
    });
}
