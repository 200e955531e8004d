/** Left of the time's line stand the names; the same in the diagram and the minimap, so that they stand over one another. */
export const GUTTER_PIXELS = 208;
/** Between an edge of the diagram and the ends of the time's line. */
export const EDGE_PIXELS = 8;
export const AXIS_PIXELS = 24;
export const FLAGS_PIXELS = 22;

export type TrackName = 'life' | 'status' | 'protocol' | 'events' | 'latency';

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

export interface Place extends Track {
    top: number;
    /** Where what is drawn may reach up to, and where it stands. */
    ceiling: number;
    ground: number;
}

/** The fixed tracks from the top downward; a single connection has its life instead of what only many have. */
export function placesOf(conn: string): Place[] {
    let top = AXIS_PIXELS + FLAGS_PIXELS;
    return (conn === '' ? OF_SESSION : OF_CONNECTION).map((track) => {
        const place = { ...track, top, ceiling: top + 6, ground: top + track.pixels - 2 };
        top += track.pixels;
        return place;
    });
}

/** Where the lanes begin. */
export const lanesTop = (conn: string): number =>
    placesOf(conn).reduce((bottom, { top, pixels }) => Math.max(bottom, top + pixels), 0);
