/** Left of the time's line stand the names; the same in the diagram and the minimap, so that they stand over one another. */
export const GUTTER_PIXELS = 208;
/** Between an edge of the diagram and the ends of the time's line. */
export const EDGE_PIXELS = 8;
export const AXIS_PIXELS = 24;
export const FLAGS_PIXELS = 22;

export type TcpTrack = 'tcp-rates' | 'tcp-rtt' | 'tcp-again';
export type TrackName = 'life' | 'status' | 'protocol' | 'events' | 'latency' | TcpTrack;

export interface Track {
    name: TrackName;
    title: string;
    pixels: number;
}

const STATUS: Track = { name: 'status', title: 'Requests by status', pixels: 62 };
const LATENCY: Track = { name: 'latency', title: 'Latency', pixels: 66 };
const OF_SESSION: readonly Track[] = [
    STATUS,
    { name: 'protocol', title: 'Requests by protocol', pixels: 56 },
    { name: 'events', title: 'Events', pixels: 36 },
    LATENCY,
];
const OF_CONNECTION: readonly Track[] = [{ name: 'life', title: 'Connection', pixels: 92 }, STATUS];
const OF_TCP: readonly Track[] = [
    { name: 'tcp-rates', title: 'Bytes a second', pixels: 62 },
    { name: 'tcp-rtt', title: 'Round trip', pixels: 44 },
    { name: 'tcp-again', title: 'Sent again', pixels: 40 },
];

export interface Place extends Track {
    top: number;
    /** Where what is drawn may reach up to, and where it stands. */
    ceiling: number;
    ground: number;
}

export const isTcp = (name: TrackName): name is TcpTrack => name.startsWith('tcp-');

/** The fixed tracks from the top downward; a single connection has its life instead of what only many have. */
export function placesOf(conn: string, tcp: boolean): Place[] {
    let top = AXIS_PIXELS + FLAGS_PIXELS;
    return (conn === '' ? OF_SESSION : tcp ? [...OF_CONNECTION, ...OF_TCP] : OF_CONNECTION).map((track) => {
        const place = { ...track, top, ceiling: top + 6, ground: top + track.pixels - 2 };
        top += track.pixels;
        return place;
    });
}

/** Where the lanes begin. */
export const lanesTop = (places: readonly Place[]): number =>
    places.reduce((bottom, { top, pixels }) => Math.max(bottom, top + pixels), 0);
