import type { SqlAnswer, SqlValue } from '../../../api';
import { nanosSince1970, offsetOf } from '../../../ui/moment';
import type { Span } from '../../../ui/timeaxis';
import type { Plan } from './choose';

/** One line, cloud of points, or part of each bar. */
export interface Series {
    name: string;
    /** Nanoseconds from the origin, or the place of a category; and how much. */
    at: Float64Array;
    n: Float64Array;
}

export interface TimeModel {
    origin: string;
    span: Span;
    series: readonly Series[];
    /** How far apart moments stand: so wide is a bar. */
    step: number;
    least: number;
    most: number;
    /** Series that stood for so little that they are drawn together. */
    others: number;
    /** Rows without a time or a number. */
    left: number;
}

const MOST_SERIES = 6;
type Answer = Pick<SqlAnswer, 'columns' | 'rows'>;

/** What a row counts, where it is a number. */
export const numberOf = (value: SqlValue | undefined): number | undefined => {
    if (value === null || value === undefined || value === '') return undefined;
    const n = Number(value);
    return Number.isFinite(n) ? n : undefined;
};

export const nameOf = (value: SqlValue | undefined): string =>
    value === null || value === undefined ? 'NULL' : value === '' ? "''" : String(value);

/** The parts of an answer over time, each in the order of time; the largest stand for themselves. */
export function timeModel(answer: Answer, plan: Plan): TimeModel | undefined {
    const origin = earliest(answer, plan.x);
    if (origin === undefined) return undefined;
    const points = new Map<string, [number, number][]>();
    let left = 0;
    for (const row of answer.rows) {
        const time = row[plan.x];
        for (const y of plan.y) {
            const n = numberOf(row[y]);
            if (typeof time !== 'string' || n === undefined) {
                left++;
                continue;
            }
            const name = plan.series >= 0 ? nameOf(row[plan.series]) : (answer.columns[y]?.name ?? '');
            const all = points.get(name) ?? [];
            points.set(name, all);
            all.push([offsetOf(origin, time), n]);
        }
    }
    const named = [...points].map(([name, all]) => ({ name, all: all.sort(([a], [b]) => a - b) }));
    const { shown, others } = plan.series >= 0 ? largest(named) : { shown: named, others: 0 };
    const series = shown.map(({ name, all }) => ({
        name,
        at: Float64Array.from(all, ([at]) => at),
        n: Float64Array.from(all, ([, n]) => n),
    }));
    const moments = [...new Set(series.flatMap(({ at }) => [...at]))].sort((a, b) => a - b);
    const step = stepOf(moments);
    const air = plan.mark === 'bars' ? step / 2 : Math.max(((moments.at(-1) ?? 0) - (moments[0] ?? 0)) * 0.01, 1000);
    const span = { from: (moments[0] ?? 0) - air, to: (moments.at(-1) ?? 0) + air };
    return { origin, span, series, step, others, left, ...extent(series, plan, moments) };
}

function earliest(answer: Answer, x: number): string | undefined {
    let least: string | undefined;
    let nanos = 0n;
    for (const row of answer.rows) {
        const time = row[x];
        if (typeof time !== 'string') continue;
        const own = nanosSince1970(time);
        if (least === undefined || own < nanos) [least, nanos] = [time, own];
    }
    return least;
}

/** Small ones beyond a few are added up under one name, so that colours still tell them apart. */
function largest(named: { name: string; all: [number, number][] }[]) {
    const sum = (all: [number, number][]) => all.reduce((total, [, n]) => total + Math.abs(n), 0);
    if (named.length <= MOST_SERIES) return { shown: named, others: 0 };
    const sorted = [...named].sort((one, other) => sum(other.all) - sum(one.all));
    const rest = sorted.slice(MOST_SERIES - 1);
    const all = new Map<number, number>();
    for (const each of rest) for (const [at, n] of each.all) all.set(at, (all.get(at) ?? 0) + n);
    const together = { name: `${rest.length} others`, all: [...all].sort(([a], [b]) => a - b) };
    return { shown: [...sorted.slice(0, MOST_SERIES - 1), together], others: rest.length };
}

/** The least distance between two moments: of rows by the second, a second. */
export function stepOf(moments: readonly number[]): number {
    let least = Infinity;
    for (let i = 1; i < moments.length; i++) least = Math.min(least, (moments[i] ?? 0) - (moments[i - 1] ?? 0));
    return Number.isFinite(least) && least > 0 ? least : 1e9;
}

function extent(series: readonly Series[], { mark }: Plan, moments: readonly number[]) {
    const all = mark === 'bars' ? sums(series, moments) : series.flatMap(({ n }) => [...n]);
    let [least, most] = [0, 0];
    for (const n of all) {
        if (n < least) least = n;
        if (n > most) most = n;
    }
    return { least, most: most === least ? least + 1 : most };
}

/** How high the bars stand, of what is above and what is below nothing. */
function sums(series: readonly Series[], moments: readonly number[]): number[] {
    const places = new Map(moments.map((at, i) => [at, i]));
    const above = new Array<number>(moments.length).fill(0);
    const below = new Array<number>(moments.length).fill(0);
    for (const { at, n } of series)
        for (let i = 0; i < at.length; i++) {
            const place = places.get(at[i] ?? 0) ?? 0;
            const own = n[i] ?? 0;
            const into = own < 0 ? below : above;
            into[place] = (into[place] ?? 0) + own;
        }
    return [...above, ...below];
}

export interface Category {
    name: string;
    parts: { series: string; n: number }[];
    total: number;
}

export interface CategoryModel {
    categories: readonly Category[];
    series: readonly string[];
    /** How many there are, of which the first are drawn. */
    all: number;
    most: number;
    least: number;
}

export const MOST_CATEGORIES = 200;

/** The parts of an answer by category, as its rows come. */
export function categoryModel(answer: Answer, plan: Plan, order: readonly number[]): CategoryModel {
    const categories = new Map<string, Map<string, number>>();
    const series = new Map<string, number>();
    for (const index of order) {
        const row = answer.rows[index] ?? [];
        for (const y of plan.y) {
            const n = numberOf(row[y]);
            if (n === undefined) continue;
            const name = nameOf(row[plan.x]);
            const part = plan.series >= 0 ? nameOf(row[plan.series]) : (answer.columns[y]?.name ?? '');
            const parts = categories.get(name) ?? new Map<string, number>();
            categories.set(name, parts);
            parts.set(part, (parts.get(part) ?? 0) + n);
            series.set(part, (series.get(part) ?? 0) + Math.abs(n));
        }
    }
    const names = [...series].sort(([, one], [, other]) => other - one).map(([name]) => name);
    const shown = names.length <= MOST_SERIES ? names : [...names.slice(0, MOST_SERIES - 1), OTHERS];
    const drawn = [...categories].slice(0, MOST_CATEGORIES).map(([name, parts]) => categoryOf(name, parts, shown));
    const totals = drawn.map(({ total }) => total);
    return {
        categories: drawn,
        series: shown,
        all: categories.size,
        most: Math.max(0, ...totals) || 1,
        least: Math.min(0, ...totals),
    };
}

const OTHERS = 'others';

function categoryOf(name: string, parts: ReadonlyMap<string, number>, shown: readonly string[]): Category {
    const of = shown.map((series) => ({ series, n: parts.get(series) ?? 0 }));
    const total = [...parts.values()].reduce((sum, n) => sum + n, 0);
    const rest = total - of.reduce((sum, { n }) => sum + n, 0);
    const whole = of.map((part) => (part.series === OTHERS && !parts.has(OTHERS) ? { ...part, n: rest } : part));
    return { name, total, parts: whole.filter(({ n }) => n !== 0) };
}
