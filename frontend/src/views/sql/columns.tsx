import type { Session, SqlType, SqlValue } from '../../api';
import type { Column } from '../../ui/tablecolumns';
import type { Answered } from './desk';
import { turned } from './answer';
import { Cell, wholly } from './cells';
import { identitiesOf, linkOf } from './identity';
import { type Look, lookOf, numeral, shownTime } from './looks';

const LETTER_PIXELS = 7.3;
const LEAST = 72;
const MOST = 420;
/** Fewer columns than that have more room each. */
const FEW = 4;
const LEAST_OF_FEW = 120;
/** What begins at the left stands that far from a number, which ends at the right. */
const APART_PIXELS = 12;
const MEASURED = 2000;

/** What a cell of the table may have to be told. */
export interface Looks {
    answered: Answered;
    sessions: readonly Session[];
    /** By which column its rows go: from 1, below 0 downwards. */
    by: number;
    onSort: (by: number) => void;
}

/** The columns of an answer, each as wide as its rows need; a row is its place in the answer. */
export function columnsOf({ answered: { answer, question }, sessions, by, onSort }: Looks): Column<number>[] {
    const { columns, rows } = answer;
    const at = identitiesOf(columns);
    const names = new Map(sessions.map(({ id, name }) => [id, name]));
    return columns.map(({ name, type }, i) => {
        const number = by === i + 1 || by === -i - 1;
        const look = lookOf(type, rows, i);
        const named = i === at.session ? (id: unknown) => names.get(String(id)) : () => undefined;
        const letters = rows
            .slice(0, MEASURED)
            .map((row) => lettersOf(named(row[i]) ?? row[i] ?? null, name, type, look));
        const wanted = Math.max(name.length + 2, ...letters) * LETTER_PIXELS + 8;
        const apart = type !== 'number' && columns[i - 1]?.type === 'number' ? APART_PIXELS : 0;
        const least = columns.length <= FEW ? LEAST_OF_FEW : LEAST;
        return {
            key: keyOf(columns, i),
            title: name,
            width: Math.round(Math.max(least, Math.min(MOST, wanted)) + apart),
            // What is shown whole gains nothing from more room: its row would be torn apart.
            ...(wanted > MOST ? { grow: 1 } : {}),
            ...(type === 'number' ? { number: true as const } : {}),
            kind: `sql-of-${type}`,
            hint: `${name}, ${SAID[type]}${look.day === '' ? '' : `; all of them ${look.day}`}`,
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
                    look={look}
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

/** As it is shown, for how wide it is; a number's digits are wider than most letters, and so are its commas' places. */
function lettersOf(value: SqlValue, name: string, type: SqlType, look: Look): number {
    if (value === null) return 4;
    if (type === 'time') return shownTime(String(value), look).length;
    return type === 'number' ? numeral(name, value, look).length : String(value).length;
}
