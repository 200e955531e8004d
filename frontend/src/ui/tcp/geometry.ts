import type { Scale, Span } from '../timeaxis';
import type { Ground } from './paint';

/** The names of the graphs stand left of them. */
export const NAMES_PIXELS = 84;
const RIGHT_PIXELS = 12;
export const TIMES_PIXELS = 20;
export const LINE_PIXELS = 14;
const GAP_PIXELS = 8;
const REQUESTS_GAP = 6;

export interface Graph extends Ground {
    name: 'rates' | 'rtt' | 'again';
    title: string;
}

const HEIGHTS: readonly (readonly [Graph['name'], string, number])[] = [
    ['rates', 'Bytes a second', 74],
    ['rtt', 'Round trip', 46],
    ['again', 'Sent again', 26],
];

/** The graphs from the top downward, with air between them. */
export const GRAPHS: readonly Graph[] = HEIGHTS.map(([name, title, pixels], i) => {
    const ceiling = HEIGHTS.slice(0, i).reduce((sum, [, , before]) => sum + before + GAP_PIXELS, 4);
    return { name, title, ceiling, ground: ceiling + pixels };
});

export const requestsTop = (GRAPHS.at(-1)?.ground ?? 0) + REQUESTS_GAP;

/** Of graphs, requests and the times below them. */
export const heightOf = (lines: number): number => requestsTop + lines * LINE_PIXELS + 4 + TIMES_PIXELS;

export const scaleOf = (width: number, span: Span): Scale => ({
    ...span,
    start: NAMES_PIXELS,
    end: Math.max(NAMES_PIXELS + 1, width - RIGHT_PIXELS),
});

/** The line of requests that a place lies in; below 0 or beyond the last it is none. */
export const lineAt = (y: number): number => Math.floor((y - requestsTop) / LINE_PIXELS);
