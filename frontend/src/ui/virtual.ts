import type { RefObject } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

export interface Window {
    from: number;
    to: number;
}

const OVERSCAN = 8;
/** Beyond 2^24 pixels a transform is no longer exact, and at some 33 million a browser's boxes end. */
export const MOST_PIXELS = 16_000_000;
/** So much of a longer list, at its begin and at its end, is scrolled pixel by pixel. */
const EDGE_PIXELS = 1_000_000;
/** Whoever moves further at once, in heights of the view, has drawn the scrollbar. */
const NEAR_VIEWS = 3;
const SETTLED_MILLIS = 150;

/** Which of `count` rows of one height are to be drawn: those in sight and a few beyond either edge. */
export function windowOf(scrollTop: number, viewHeight: number, rowHeight: number, rows: number): Window {
    const first = Math.floor(Math.max(0, scrollTop) / rowHeight);
    const inSight = Math.ceil(viewHeight / rowHeight) + 1;
    const from = Math.min(Math.max(0, first - OVERSCAN), Math.max(0, rows - inSight));
    return { from, to: Math.min(rows, first + inSight + OVERSCAN) };
}

/** Where to scroll so that a row is wholly in sight, moving no further than needed. */
export function scrollFor(index: number, scrollTop: number, viewHeight: number, rowHeight: number): number {
    const top = index * rowHeight;
    if (top < scrollTop) return top;
    return top + rowHeight > scrollTop + viewHeight ? top + rowHeight - viewHeight : scrollTop;
}

/** Where a box of at most MOST_PIXELS is scrolled to when that much of a list of `length` pixels is above its top. */
export function boxOf(top: number, length: number): number {
    if (length <= MOST_PIXELS || top <= EDGE_PIXELS) return top;
    if (top >= length - EDGE_PIXELS) return top - length + MOST_PIXELS;
    return EDGE_PIXELS + (top - EDGE_PIXELS) / closeness(length);
}

/** The other way round: how much of the list is above the top of a box that is scrolled there. */
export function topOf(box: number, length: number): number {
    if (length <= MOST_PIXELS || box <= EDGE_PIXELS) return box;
    if (box >= MOST_PIXELS - EDGE_PIXELS) return box + length - MOST_PIXELS;
    return EDGE_PIXELS + (box - EDGE_PIXELS) * closeness(length);
}

const closeness = (length: number) => (length - 2 * EDGE_PIXELS) / (MOST_PIXELS - 2 * EDGE_PIXELS);

export interface View extends Window {
    /** Of the box that is scrolled. */
    width: number;
    /** Of what stands for all rows. */
    height: number;
    /** How far down the first drawn row stands in it. */
    offset: number;
    /** How many rows fit. */
    page: number;
    /** Brings a row into sight, moving no further than needed. */
    reveal: (index: number) => void;
    toTop: () => void;
}

/** The window of an element, kept as it scrolls and changes its size. `above`: what stands over the rows in it. */
export function useWindow(scroller: RefObject<HTMLElement>, rowHeight: number, rows: number, above = 0): View {
    const [view, setView] = useState({ top: 0, shift: 0, height: 800, width: 0 });
    // Scrolled a little, a list moves by just that; where its box stands for more than its pixels, `top` says where one is.
    const place = useRef({ box: 0, top: 0 });
    const length = rows * rowHeight;
    const lengthNow = useRef(length);
    lengthNow.current = length;
    const measure = useCallback(() => {
        const element = scroller.current;
        if (element === null) return;
        const { scrollTop: box, clientHeight: height, clientWidth: width } = element;
        const moved = box - place.current.box;
        const near = Math.abs(moved) <= NEAR_VIEWS * height;
        const scaled = lengthNow.current > MOST_PIXELS;
        const top = !scaled ? box : near ? Math.max(0, place.current.top + moved) : topOf(box, lengthNow.current);
        place.current = { box, top };
        setView((old) => {
            // A row's worth of scrolling within the overscan draws nothing new.
            const row = Math.floor(old.top / rowHeight) === Math.floor(top / rowHeight);
            const same = row && old.shift === top - box && old.height === height && old.width === width;
            return same ? old : { top, shift: top - box, height, width };
        });
    }, [scroller, rowHeight]);
    const goTo = useCallback(
        (top: number) => {
            const element = scroller.current;
            if (element === null) return;
            element.scrollTop = boxOf(top, lengthNow.current);
            place.current = { box: element.scrollTop, top: lengthNow.current > MOST_PIXELS ? top : element.scrollTop };
            measure();
        },
        [scroller, measure],
    );
    useEffect(() => {
        const element = scroller.current;
        if (element === null) return undefined;
        let settling: ReturnType<typeof setTimeout> | undefined;
        const settle = () => {
            const { box, top } = place.current;
            if (lengthNow.current > MOST_PIXELS && Math.abs(boxOf(top, lengthNow.current) - box) > 1) goTo(top);
        };
        const scrolled = () => {
            measure();
            clearTimeout(settling);
            settling = setTimeout(settle, SETTLED_MILLIS);
        };
        const sizes = new ResizeObserver(measure);
        sizes.observe(element);
        element.addEventListener('scroll', scrolled, { passive: true });
        measure();
        return () => {
            clearTimeout(settling);
            sizes.disconnect();
            element.removeEventListener('scroll', scrolled);
        };
    }, [scroller, measure, goTo]);
    const inSight = view.height - above;
    const window = windowOf(view.top, inSight, rowHeight, rows);
    return {
        ...window,
        width: view.width,
        height: Math.min(length, MOST_PIXELS),
        offset: window.from * rowHeight - view.shift,
        page: Math.max(1, Math.floor(inSight / rowHeight) - 1),
        reveal: (index) => {
            const height = (scroller.current?.clientHeight ?? 0) - above;
            const top = scrollFor(index, place.current.top, height, rowHeight);
            if (top !== place.current.top) goTo(top);
        },
        toTop: () => goTo(0),
    };
}
