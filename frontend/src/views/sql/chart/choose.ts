import type { SqlAnswer } from '../../../api';
import type { ChartChoice, ChartMark } from '../../../route';

/** What is drawn: columns by their places. */
export interface Plan {
    kind: 'time' | 'category';
    x: number;
    y: readonly number[];
    /** -1: none. */
    series: number;
    mark: ChartMark;
}

type Answer = Pick<SqlAnswer, 'columns' | 'rows'>;
const NAMES = /^(conn|req|stream|status|class|pid|port|number|position|generation|bucket|code)$|(_id|_bucket)$/i;
const MOST_SERIES = 6;
/** So many series are told apart by a choice that nobody made. */
const FEW = 12;

/** What can be chosen for each part, by its place. */
export function able({ columns, rows }: Answer) {
    const all = columns.map((_, i) => i);
    const some = (i: number) => rows.some((row) => row[i] !== null);
    const numbers = all.filter((i) => columns[i]?.type === 'number' && some(i));
    const times = all.filter((i) => columns[i]?.type === 'time' && some(i));
    const words = all.filter((i) => ['text', 'flag'].includes(columns[i]?.type ?? '') && some(i));
    return { numbers, times, words, x: [...times, ...words, ...numbers], series: [...words, ...numbers] };
}

/** What one has chosen, and for the rest what fits best; undefined: nothing here can be drawn. */
export function planOf(answer: Answer, choice: ChartChoice): Plan | undefined {
    const { columns } = answer;
    const can = able(answer);
    const chosen = (name: string) => columns.findIndex((column) => column.name === name);
    const names = can.numbers.filter((i) => NAMES.test(columns[i]?.name ?? ''));
    const amounts = can.numbers.filter((i) => !names.includes(i));
    const x = [
        chosen(choice.x),
        can.times[0],
        can.words.find(telling(answer)),
        can.words[0],
        names[0],
        can.numbers[0],
    ].find((i) => i !== undefined && can.x.includes(i));
    if (x === undefined) return undefined;
    const picked = choice.y.map(chosen).filter((i) => can.numbers.includes(i) && i !== x);
    const usual = [...amounts, ...names].filter((i) => i !== x).slice(0, 1);
    const y = (picked.length > 0 ? picked : usual).slice(0, MOST_SERIES);
    if (y.length === 0) return undefined;
    const kind = columns[x]?.type === 'time' ? 'time' : 'category';
    const series = seriesOf(answer, choice, x, y, [...can.words, ...names]);
    return { kind, x, y, series, mark: markOf(answer, choice, kind, x, y, series) };
}

/** A category of few kinds parts the rows of one moment; which of several moments does not matter. */
function seriesOf(
    answer: Answer,
    choice: ChartChoice,
    x: number,
    y: readonly number[],
    can: readonly number[],
): number {
    if (choice.series === NONE || y.length > 1) return -1;
    const picked = answer.columns.findIndex(({ name }) => name === choice.series);
    if (picked >= 0 && picked !== x && !y.includes(picked)) return picked;
    if (!repeats(answer, [x])) return -1;
    const fit = can.filter((i) => i !== x && !y.includes(i) && kinds(answer, i) <= FEW && kinds(answer, i) > 1);
    return fit.find((i) => !repeats(answer, [x, i])) ?? -1;
}

/** Chosen where no column is to part the rows. */
export const NONE = '-';

function markOf(
    answer: Answer,
    choice: ChartChoice,
    kind: Plan['kind'],
    x: number,
    y: readonly number[],
    series: number,
): ChartMark {
    if (kind === 'category') return 'bars';
    if (choice.mark !== '') return choice.mark;
    if (repeats(answer, series < 0 ? [x] : [x, series])) return 'points';
    const counts = y.every((i) =>
        /^(n|count.*|requests|events|headers|connections|packets|errors|.*_count)$/i.test(
            answer.columns[i]?.name ?? '',
        ),
    );
    return counts && series >= 0 ? 'bars' : 'line';
}

const wordOf = (places: readonly number[]) => (row: Answer['rows'][number]) =>
    places.map((i) => String(row[i])).join('\0');

/** Whether rows have the same values there. */
const repeats = (answer: Answer, places: readonly number[]): boolean =>
    new Set(answer.rows.map(wordOf(places))).size < answer.rows.length;

const kinds = (answer: Answer, i: number): number => new Set(answer.rows.map((row) => row[i])).size;

const telling = (answer: Answer) => (i: number) =>
    answer.columns[i]?.name.toLowerCase() !== 'session' && kinds(answer, i) > 1;
