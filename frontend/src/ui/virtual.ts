import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';

export interface Window {
    from: number;
    to: number;
}

const OVERSCAN = 8;

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

/** The window of an element, kept as it scrolls and changes its size. `above`: what stands over the rows in it. */
export function useWindow(scroller: RefObject<HTMLElement>, rowHeight: number, rows: number, above = 0): Window {
    const [view, setView] = useState({ top: 0, height: 800 });
    useEffect(() => {
        const element = scroller.current;
        if (element === null) return undefined;
        const measure = () =>
            setView((old) => {
                const top = element.scrollTop;
                const height = element.clientHeight;
                // A row's worth of scrolling within the overscan draws nothing new.
                const same = old.height === height && Math.floor(old.top / rowHeight) === Math.floor(top / rowHeight);
                return same ? old : { top, height };
            });
        const sizes = new ResizeObserver(measure);
        sizes.observe(element);
        element.addEventListener('scroll', measure, { passive: true });
        measure();
        return () => {
            sizes.disconnect();
            element.removeEventListener('scroll', measure);
        };
    }, [scroller, rowHeight]);
    return windowOf(view.top, view.height - above, rowHeight, rows);
}
