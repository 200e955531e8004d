import type { MenuAction, Place } from './contextmenu';
import { type Column, draw, leastWidth, template, type Widths, widthsOf } from './tablecolumns';

export const PADDING_PIXELS = 32;
const STEP_PIXELS = 16;
const STILL_PIXELS = 4;

/** The widths of all rows of a table, for its style sheet. */
export const styleOf = <R>(columns: readonly Column<R>[], widths: Widths) => ({
    '--columns': template(columns, widths),
    '--least': `${leastWidth(columns, widths, PADDING_PIXELS)}px`,
});

/** What any column can have done to it, below what this one can. */
export function columnActions(
    table: string,
    { key, title }: { key: string; title: string },
    own: readonly MenuAction[],
    box: Element | null,
): MenuAction[] {
    const actions: MenuAction[] = [
        ...own,
        { name: 'Wider', keys: 'Shift →', run: () => widen(table, key, box, 4) },
        { name: 'Narrower', keys: 'Shift ←', run: () => widen(table, key, box, -4) },
    ];
    if (widthsOf(table).value[key] !== undefined)
        actions.push({ name: 'As wide as usual', run: () => draw(table, key, undefined) });
    return actions.map((action, i) => (i === 0 ? { ...action, apart: true, detail: title } : action));
}

/** Draws a column some steps wider than it is. */
export function widen(table: string, column: string, box: Element | null, steps: number): void {
    const head = box?.querySelector(`.grid-head > [data-column="${CSS.escape(column)}"]`);
    const { width } = head?.getBoundingClientRect() ?? { width: 0 };
    if (width > 0) draw(table, column, width + steps * STEP_PIXELS);
}

/** Where the menu of an element opens by key. */
export function below(id: string): Place {
    const { left, bottom } = document.getElementById(id)?.getBoundingClientRect() ?? { left: 0, bottom: 0 };
    return { x: left, y: bottom };
}

/** The row and column under the pointer; neither of what acts by itself. */
export function pointedAt(target: EventTarget | null): { index: number; column: string } | undefined {
    if (!(target instanceof Element) || target.closest('a, button') !== null) return undefined;
    const row = target.closest('[aria-rowindex]');
    if (row === null) return undefined;
    const column = target.closest<HTMLElement>('[data-column]')?.dataset.column ?? '';
    return { index: Number(row.getAttribute('aria-rowindex')) - 2, column };
}

/** A press on a row. Rows that come in before it is let go move the row away: the click is then on none, and meant this one. */
export class Press {
    private row: Element | null = null;
    private x = 0;
    private y = 0;

    begin({ target, clientX, clientY }: PointerEvent): void {
        this.row = pointedAt(target) === undefined ? null : (target as Element).closest('[aria-rowindex]');
        this.x = clientX;
        this.y = clientY;
    }

    /** What a click points at; a pointer that went elsewhere has marked text. */
    end({ target, clientX, clientY }: MouseEvent): { index: number; column: string } | undefined {
        const still = Math.hypot(clientX - this.x, clientY - this.y) < STILL_PIXELS && this.row?.isConnected === true;
        return pointedAt(target) ?? (still ? pointedAt(this.row) : undefined);
    }
}
