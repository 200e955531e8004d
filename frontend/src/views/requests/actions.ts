import type { RequestRow } from '../../api';
import { copy } from '../../ui/copy';
import type { MenuAction } from '../../ui/contextmenu';
import { toggledOut } from '../../ui/narrow';
import { withCondition } from '../../ui/query';
import type { RequestsRoute } from '../../route';
import { conditionOf, valueOf } from './values';

/** What can be done with a cell of the list, and with a column. */
export class Actions {
    constructor(
        private readonly route: RequestsRoute,
        private readonly go: (part: Partial<RequestsRoute>, how?: 'replace') => void,
    ) {}

    ofCell(row: RequestRow, column: string): MenuAction[] {
        const condition = conditionOf(row, column);
        const value = valueOf(row, column);
        const actions: MenuAction[] = [];
        if (condition !== undefined) {
            const { q } = this.route;
            actions.push(
                {
                    name: 'Only these',
                    detail: condition,
                    run: () => this.go({ q: withCondition(q, condition), request: '' }),
                },
                { name: 'Not these', run: () => this.go({ q: toggledOut(q, condition), request: '' }) },
                { name: 'Highlight these', run: () => this.go({ highlight: condition }) },
            );
        }
        if (value !== '') actions.push({ name: 'Copy', run: () => void copy(value, 'the value') });
        return actions;
    }

    ofColumn(column: string): MenuAction[] {
        const { columns } = this.route;
        const at = columns.indexOf(column);
        if (at < 0) return [];
        const actions: MenuAction[] = [
            { name: 'Remove the column', run: () => this.go({ columns: columns.filter((each) => each !== column) }) },
        ];
        const [before, after] = [columns[at - 1], columns[at + 1]];
        if (before !== undefined) actions.push({ name: 'Further left', run: () => this.move(column, before) });
        if (after !== undefined) actions.push({ name: 'Further right', run: () => this.move(column, after) });
        return actions;
    }

    /** A column goes to where another stands, which makes room. */
    move(column: string, to: string): void {
        const { columns } = this.route;
        const [from, at] = [columns.indexOf(column), columns.indexOf(to)];
        if (from < 0 || at < 0 || from === at) return;
        const others = columns.filter((each) => each !== column);
        this.go({ columns: [...others.slice(0, at), column, ...others.slice(at)] });
    }
}
