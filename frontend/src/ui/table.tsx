import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { ContextMenu, type MenuAction, type Place } from './contextmenu';
import { below, columnActions, PADDING_PIXELS, pointedAt, Press, styleOf, widen } from './tableactions';
import { type Column, fitting, widthsOf } from './tablecolumns';
import { TableHead } from './tablehead';
import { beside, movedBy } from './tablekeys';
import { TableLine, TableRow } from './tablerow';
import { useWindow } from './virtual';
import './grid.css';

export type { Column } from './tablecolumns';

export const ROW_PIXELS = 28;
export const HEAD_PIXELS = 30;

/** What stands at an index: a row, words across, or neither: a row that is on its way. */
export interface Entry<R> {
    row?: R | undefined;
    words?: ComponentChildren;
}

export interface TableProps<R> {
    /** Under which the widths of its columns are kept. */
    name: string;
    label: string;
    columns: readonly Column<R>[];
    rows: number;
    /** Whether there are more than that. */
    open?: boolean;
    at: (index: number) => Entry<R>;
    keyOf: (row: R, index: number) => string | number;
    /** Classes of a row, and what they mean in words. */
    look?: (row: R) => { kind: string; said: string };
    /** -1: none. */
    selected: number;
    /** `by`: which way one was going; 0 where it was pointed at. */
    onSelect: (index: number, by: number) => void;
    /** Enter on the selected row. */
    onOpen?: () => void;
    onSight?: (from: number, to: number) => void;
    onScroll?: (box: HTMLElement) => void;
    onHover?: (row: R | undefined) => void;
    /** What can be done with a cell, with a column. */
    menu?: (row: R, column: string) => MenuAction[];
    headMenu?: (column: string) => MenuAction[];
    movable?: (column: string) => boolean;
    onMove?: (column: string, to: string) => void;
    scroller?: RefObject<HTMLDivElement>;
    busy?: boolean;
    kind?: string;
    /** Below the rows. */
    children?: ComponentChildren;
}

interface Opened {
    label: string;
    at: Place;
    items: MenuAction[];
}

/** Rows of one height, however many, of which only those in sight are drawn: the one list of the explorer. */
export function Table<R>(props: TableProps<R>) {
    const { name, rows, selected } = props;
    const own = useRef<HTMLDivElement>(null);
    const scroller = props.scroller ?? own;
    const widths = widthsOf(name).value;
    const view = useWindow(scroller, ROW_PIXELS, rows, HEAD_PIXELS);
    const columns = fitting(props.columns, widths, PADDING_PIXELS, view.width || Infinity);
    const press = useRef(new Press());
    const [cell, setCell] = useState('');
    const [menu, setMenu] = useState<Opened>();
    useEffect(() => props.onSight?.(view.from, view.to), [view.from, view.to, rows]);
    useEffect(() => {
        if (selected >= 0) view.reveal(selected);
    }, [selected]);
    const idAt = (index: number) => {
        const { row } = props.at(index);
        return row === undefined ? undefined : `${name}-${props.keyOf(row, index)}`;
    };
    const active = selected >= view.from && selected < view.to ? idAt(selected) : undefined;
    const openMenu = (key: string, index: number, at: Place) => {
        const row = index < 0 ? undefined : props.at(index).row;
        const column = columns.find((each) => each.key === key);
        if (column === undefined) return;
        const own = row === undefined ? [] : (props.menu?.(row, key) ?? []);
        const others = columnActions(name, column, props.headMenu?.(key) ?? [], scroller.current);
        setMenu({ label: column.title, at, items: [...own, ...others] });
    };
    const pressed = (event: KeyboardEvent) => {
        if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
        const keys = columns.map(({ key }) => key);
        const to = event.shiftKey ? undefined : movedBy(event.key, selected, rows, view.page);
        const next = event.shiftKey || selected < 0 ? undefined : beside(event.key, keys, cell);
        if (to !== undefined) {
            view.reveal(to);
            props.onSelect(to, to < selected ? -1 : 1);
        } else if (event.shiftKey && cell !== '' && /^Arrow(Left|Right)$/.test(event.key))
            widen(name, cell, scroller.current, event.key === 'ArrowRight' ? 1 : -1);
        else if (next !== undefined) setCell(next);
        else if (event.key === 'Enter' && props.onOpen !== undefined) props.onOpen();
        else if (['m', 'ContextMenu', 'F10'].includes(event.key) && active !== undefined) {
            const key = cell === '' ? (keys[0] ?? '') : cell;
            openMenu(key, selected, below(`${active}-${key}`));
        } else return;
        event.preventDefault();
    };
    const lines = [];
    for (let index = view.from; index < view.to; index++) {
        const { row, words } = props.at(index);
        if (row === undefined) lines.push(<TableLine key={`at ${index}`} index={index} words={words} />);
        else {
            const key = props.keyOf(row, index);
            const { kind, said } = props.look?.(row) ?? { kind: '', said: '' };
            const of = { row, index, columns, kind, said, cell, id: `${name}-${key}`, selected: index === selected };
            lines.push(<TableRow key={key} {...of} onHover={props.onHover} />);
        }
    }
    return (
        <div
            ref={scroller}
            class={props.kind === undefined ? 'grid-box' : `grid-box ${props.kind}`}
            onScroll={(event) => props.onScroll?.(event.currentTarget)}>
            <div
                class="grid"
                role="grid"
                tabIndex={0}
                style={styleOf(columns, widths)}
                aria-label={props.label}
                aria-rowcount={props.open ? -1 : rows + 1}
                aria-colcount={columns.length}
                aria-busy={props.busy}
                aria-activedescendant={active === undefined || cell === '' ? active : `${active}-${cell}`}
                onKeyDown={pressed}>
                <TableHead
                    table={name}
                    columns={columns}
                    movable={props.movable ?? (() => false)}
                    onMove={props.onMove}
                    onMenu={(column, at) => openMenu(column, -1, at)}
                />
                <div
                    class={props.busy ? 'grid-body busy' : 'grid-body'}
                    role="rowgroup"
                    style={{ height: `${view.height}px` }}
                    onPointerDown={(event) => press.current.begin(event)}
                    onClick={(event) => {
                        const at = press.current.end(event);
                        if (at === undefined || props.at(at.index).row === undefined) return;
                        setCell('');
                        props.onSelect(at.index, 0);
                    }}
                    onContextMenu={(event) => {
                        const at = pointedAt(event.target);
                        if (at === undefined || props.menu === undefined || props.at(at.index).row === undefined)
                            return;
                        event.preventDefault();
                        openMenu(at.column, at.index, { x: event.clientX, y: event.clientY });
                    }}>
                    <div role="presentation" style={{ transform: `translateY(${view.offset}px)` }}>
                        {lines}
                    </div>
                </div>
            </div>
            {props.children}
            {menu !== undefined && <ContextMenu {...menu} onClose={() => setMenu(undefined)} />}
        </div>
    );
}
