import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { scrollFor, useWindow } from '../../../ui/virtual';
import '../../../ui/grid.css';

const ROW_PIXELS = 28;
const HEAD_PIXELS = 30;
const READ_AHEAD = 20;

interface GridProps {
    label: string;
    title: string;
    name: string;
    heads: readonly string[];
    rows: number;
    selected: number;
    onStep: (index: number) => void;
    onEnd?: () => void;
    foot: ComponentChildren;
    row: (index: number) => ComponentChildren[];
}

/** A table of which only the rows in sight are drawn; its selected row is the diagram's, by pointer and by key. */
export function Grid({ label, title, name, heads, rows, selected, onStep, onEnd, foot, row }: GridProps) {
    const scroller = useRef<HTMLDivElement>(null);
    const { from, to } = useWindow(scroller, ROW_PIXELS, rows, HEAD_PIXELS);
    useEffect(() => {
        const box = scroller.current;
        if (box !== null && selected >= 0)
            box.scrollTop = scrollFor(selected, box.scrollTop, box.clientHeight - HEAD_PIXELS, ROW_PIXELS);
    }, [selected]);
    useEffect(() => {
        if (to >= rows - READ_AHEAD) onEnd?.();
    }, [to, rows]);
    const pressed = (key: KeyboardEvent) => {
        const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -rows, End: rows }[key.key];
        if (by === undefined) return;
        key.preventDefault();
        onStep(selected + by);
    };
    const seen = Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
    return (
        <section class="timeline-table" aria-label={label}>
            <h3 class="small-heading">{title}</h3>
            <div ref={scroller} class={`grid-box ${name}`}>
                <div
                    class="grid"
                    role="grid"
                    tabIndex={0}
                    aria-label={label}
                    aria-rowcount={rows + 1}
                    aria-activedescendant={selected >= from && selected < to ? `${name}-${selected}` : undefined}
                    onKeyDown={pressed}>
                    <div class="grid-row grid-head" role="row" aria-rowindex={1}>
                        {heads.map((head) => (
                            <span key={head} role="columnheader">
                                {head}
                            </span>
                        ))}
                    </div>
                    <div class="grid-body" role="rowgroup" style={{ height: `${rows * ROW_PIXELS}px` }}>
                        <div role="presentation" style={{ transform: `translateY(${from * ROW_PIXELS}px)` }}>
                            {seen.map((i) => (
                                <div
                                    key={i}
                                    id={`${name}-${i}`}
                                    class={i === selected ? 'grid-row selected' : 'grid-row'}
                                    role="row"
                                    aria-rowindex={i + 2}
                                    aria-selected={i === selected}
                                    onClick={() => onStep(i)}>
                                    {row(i).map((cell, column) => (
                                        <span key={column} role="gridcell">
                                            {cell}
                                        </span>
                                    ))}
                                </div>
                            ))}
                        </div>
                    </div>
                </div>
                <div class="grid-foot">{foot}</div>
            </div>
        </section>
    );
}
