import type { LaneName } from './lines';

export const AXIS_PIXELS = 22;
export const STRIP_PIXELS = 58;
export const MARKS_PIXELS = 20;
export const HEAD_PIXELS = 24;
export const RIBBON_PIXELS = 9;
const ABOVE = STRIP_PIXELS + MARKS_PIXELS;

export interface Lane {
    name: LaneName;
    title: string;
    /** Of the height that the lanes share: where it begins, and how much of it is its. */
    from: number;
    share: number;
    /** Rows of states over its lines. */
    ribbons: number;
}

export const LANES: readonly Lane[] = [
    { name: 'data', title: 'Data', from: 0, share: 0.3, ribbons: 0 },
    { name: 'window', title: 'Window', from: 0.3, share: 0.42, ribbons: 2 },
    { name: 'rtt', title: 'RTT', from: 0.72, share: 0.28, ribbons: 0 },
];

export interface Place {
    /** Where the lane begins, with its head. */
    top: number;
    /** Where its lines may reach up to. */
    ceiling: number;
    bottom: number;
}

export function placeOf({ from, share, ribbons }: Lane, height: number): Place {
    const room = Math.max(0, height - AXIS_PIXELS - ABOVE);
    const top = ABOVE + room * from;
    return { top, ceiling: top + HEAD_PIXELS + ribbons * (RIBBON_PIXELS + 1) + 4, bottom: top + room * share - 1 };
}

/** The same place for what lies over the canvas, in words of CSS. */
export const headTop = ({ from }: Lane): string => `calc(${ABOVE}px + (100% - ${AXIS_PIXELS + ABOVE}px) * ${from})`;
