import type { Session, SqlType } from '../../api';
import type { Column } from '../../ui/tablecolumns';
import type { Answered } from './desk';
import { turned } from './answer';
import { Cell, wholly } from './cells';
import { identitiesOf, linkOf } from './identity';

const LETTER_PIXELS = 7.3;
const LEAST = 72;
const MOST = 420;
const MEASURED = 200;

/** What a cell of the table may have to be told. */
export interface Looks {
    answered: Answered;
    sessions: readonly Session[];
    /** By which column its rows go: from 1, below 0 downwards. */
    by: number;
    onSort: (by: number) => void;
}

/** The columns of an answer, each as wide as its first rows need; a row is its place in the answer. */
export function columnsOf({ answered: { answer, question }, sessions, by, onSort }: Looks): Column<number>[] {
    const { columns, rows } = answer;
    const at = identitiesOf(columns);
    const names = new Map(sessions.map(({ id, name }) => [id, name]));
    return columns.map(({ name, type }, i) => {
        const number = by === i + 1 || by === -i - 1;
        const days = type === 'time' && spansDays(rows, i);
        const named = i === at.session ? (id: unknown) => names.get(String(id)) : () => undefined;
        return {
            key: keyOf(columns, i),
            title: name,
            width: widthOf(name, type, rows, i, named, days),
            ...(type === 'text' || type === 'json' ? { grow: 1 } : {}),
            ...(type === 'number' ? { number: true as const } : {}),
            kind: `sql-of-${type}`,
            hint: `${name}, ${SAID[type]}${type === 'time' && !days ? firstDay(rows, i) : ''}`,
            sorting: {
                now: !number ? undefined : by > 0 ? 'ascending' : 'descending',
                title: 'Sort these rows',
                turn: () => onSort(turned(by, i + 1)),
            },
            cell: (row) => (
                <Cell
                    value={rows[row]?.[i] ?? null}
                    type={type}
                    name={name}
                    href={linkOf(at, rows[row] ?? [], i, question.sessions)}
                    named={named(rows[row]?.[i])}
                    days={days}
                />
            ),
            tip: (row) => wholly(rows[row]?.[i] ?? null, type, name),
        };
    });
}

const SAID: Record<SqlType, string> = {
    text: 'a text',
    number: 'a number',
    flag: 'true or false',
    time: 'a time, UTC in the tooltip',
    json: 'JSON',
    bytes: 'bytes in hex',
};

/** Of columns with one name only the first has its drawn width from it. */
export function keyOf(columns: Answered['answer']['columns'], i: number): string {
    const key = (at: number) => (columns[at]?.name ?? '').toLowerCase().replace(/[^\w-]/g, '_');
    const first = columns.findIndex((_, at) => key(at) === key(i)) === i;
    return first ? `c-${key(i)}` : `c-${key(i)}--${i}`;
}

/** Which day its times are of, where they are all of one. */
function firstDay(rows: Rows, column: number): string {
    const day = rows.map((row) => dayOf(row[column])).find((each) => each !== undefined);
    return day === undefined ? '' : `; all of them ${day}`;
}

type Rows = Answered['answer']['rows'];

function widthOf(
    name: string,
    type: SqlType,
    rows: Rows,
    column: number,
    named: (id: unknown) => string | undefined,
    days: boolean,
): number {
    const letters = (row: Rows[number]) => {
        const value = row[column] ?? null;
        if (value === null) return 4;
        if (type === 'time') return days ? 23 : 12;
        const text = named(value) ?? String(value);
        return text.length * (type === 'number' ? 1.15 : 1);
    };
    const most = Math.max(name.length + 2, ...rows.slice(0, MEASURED).map(letters));
    return Math.round(Math.max(LEAST, Math.min(MOST, most * LETTER_PIXELS + 8)));
}

const dayOf = (text: unknown) => (typeof text === 'string' ? new Date(text).toDateString() : undefined);

/** Whether its times are of more than one day here. */
export function spansDays(rows: Rows, column: number): boolean {
    return new Set(rows.flatMap((row) => dayOf(row[column]) ?? [])).size > 1;
}
