import { format, navigate, parse, requestsOf } from '../../route';
import type { MenuAction } from '../../ui/contextmenu';
import { copy } from '../../ui/copy';
import { plural } from '../../ui/format';
import { jsonRows, tsv, written } from './answer';
import type { Answered } from './desk';
import { conditionOf, identitiesOf, linkOf, sessionOfRow } from './identity';
import type { Shown } from './whole';

/** What can be done with a cell and its row. */
export function cellActions(
    { answer, question }: Answered,
    row: number,
    column: number,
    onShow: (shown: Shown) => void,
): MenuAction[] {
    const { columns, rows } = answer;
    const values = rows[row] ?? [];
    const at = identitiesOf(columns);
    const actions: MenuAction[] = [];
    const href = linkOf(at, values, column, question.sessions);
    if (href !== undefined) actions.push({ name: 'Open', run: () => follow(href) });
    const session = sessionOfRow(at, values, question.sessions);
    const condition = conditionOf(columns, values, column);
    if (session !== '' && condition !== '')
        actions.push({
            name: 'Find requests with this',
            detail: condition,
            run: () => navigate(requestsOf(session, condition)),
        });
    const names = columns.map(({ name }) => name);
    return [
        ...actions,
        { name: 'Show all of it', run: () => onShow({ row, column }) },
        { name: 'Show the whole row', keys: 'Enter', run: () => onShow({ row }) },
        { name: 'Copy cell', apart: true, run: () => void copy(written(values[column]), 'the cell') },
        { name: 'Copy row as TSV', run: () => void copy(tsv(names, [values]), 'the row') },
        { name: 'Copy row as JSON', run: () => void copy(jsonRows(columns, [values]), 'the row') },
    ];
}

/** What can be done with a column: all of its rows, as they are sorted. */
export function columnActions({ answer }: Answered, order: readonly number[], column: number): MenuAction[] {
    const head = answer.columns[column];
    if (head === undefined) return [];
    const values = () => order.map((row) => [answer.rows[row]?.[column] ?? null]);
    const said = plural(order.length, 'value');
    return [
        { name: 'Copy column', run: () => void copy(tsv([head.name], values()), said) },
        { name: 'Copy column as JSON', run: () => void copy(jsonRows([head], values()), said) },
    ];
}

function follow(href: string): void {
    const { pathname, search } = new URL(href, location.origin);
    const to = parse(pathname, search);
    if (format(to) !== '') navigate(to);
}
