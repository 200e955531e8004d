import { useRef } from 'preact/hooks';
import { Icon } from './icon';
import type { Place } from './contextmenu';
import { type Column, draw } from './tablecolumns';

interface HeadProps<R> {
    table: string;
    columns: readonly Column<R>[];
    onMenu: (column: string, at: Place) => void;
    /** A column was dragged to where another stands. */
    onMove?: ((column: string, to: string) => void) | undefined;
    movable: (column: string) => boolean;
}

/** The titles of a table's columns: pressed they sort, at their right edge they are drawn wider. */
export function TableHead<R>({ table, columns, onMenu, onMove, movable }: HeadProps<R>) {
    const dragged = useRef('');
    return (
        <div class="grid-row grid-head" role="row" aria-rowindex={1}>
            {columns.map((column, i) => (
                <span
                    key={column.key}
                    role="columnheader"
                    aria-colindex={i + 1}
                    data-column={column.key}
                    aria-sort={column.sorting?.now}
                    title={column.hint}
                    class={column.number ? 'number' : ''}
                    draggable={movable(column.key)}
                    onDragStart={() => (dragged.current = column.key)}
                    onDragOver={(event) => movable(column.key) && dragged.current !== '' && event.preventDefault()}
                    onDrop={() => onMove?.(dragged.current, column.key)}
                    onDragEnd={() => (dragged.current = '')}
                    onContextMenu={(event) => {
                        event.preventDefault();
                        onMenu(column.key, { x: event.clientX, y: event.clientY });
                    }}>
                    <Title column={column} />
                    <Edge table={table} column={column.key} />
                </span>
            ))}
        </div>
    );
}

function Title<R>({ column: { title, number, sorting } }: { column: Column<R> }) {
    if (sorting === undefined) return <span class="head-title">{title}</span>;
    const arrow = sorting.now !== undefined && <Icon name={sorting.now === 'descending' ? 'down' : 'up'} />;
    return (
        <button type="button" class="head-button" title={sorting.title} onClick={sorting.turn}>
            {number && arrow}
            {title}
            {!number && arrow}
        </button>
    );
}

/** Dragged it draws the column; pressed twice, the column is as wide as usual again. The keys are the table's. */
function Edge({ table, column }: { table: string; column: string }) {
    const from = useRef({ x: 0, width: 0 });
    return (
        <i
            class="head-edge"
            aria-hidden="true"
            onPointerDown={(event) => {
                event.preventDefault();
                event.currentTarget.setPointerCapture(event.pointerId);
                const { width = 0 } = event.currentTarget.parentElement?.getBoundingClientRect() ?? {};
                from.current = { x: event.clientX, width };
            }}
            onPointerMove={(event) => {
                if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
                draw(table, column, from.current.width + event.clientX - from.current.x);
            }}
            onDblClick={() => draw(table, column, undefined)}
        />
    );
}
