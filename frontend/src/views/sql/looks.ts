import type { SqlAnswer, SqlType, SqlValue } from '../../api';
import { clock, moment } from '../../ui/format';

type Rows = SqlAnswer['rows'];

/** How all values of a column are written, so that one reads down it: as exact as the most exact of them, no more. */
export interface Look {
    /** Whether times need their day; else it is this one. */
    days: boolean;
    day: string;
    /** Digits after a time's second: 0, 3, 6 or 9. */
    fraction: number;
    /** Digits after the point of its numbers; undefined: each as it is. */
    decimals: number | undefined;
}

const PLAIN: Look = { days: false, day: '', fraction: 3, decimals: undefined };

export function lookOf(type: SqlType, rows: Rows, column: number): Look {
    if (type === 'time') return lookOfTimes(rows, column);
    return type === 'number' ? { ...PLAIN, decimals: decimalsOf(rows, column) } : PLAIN;
}

function lookOfTimes(rows: Rows, column: number): Look {
    const days = new Set<string>();
    let digits = 0;
    for (const row of rows) {
        const value = row[column];
        if (typeof value !== 'string') continue;
        days.add(new Date(value).toDateString());
        digits = Math.max(digits, fractionOf(value).replace(/0+$/, '').length);
    }
    const [day = ''] = days;
    return { ...PLAIN, days: days.size > 1, day: days.size === 1 ? day : '', fraction: Math.ceil(digits / 3) * 3 };
}

const fractionOf = (iso: string): string => /\.(\d+)/.exec(iso)?.[1] ?? '';

/** The wall clock here, to what the column is exact to; its day before it, where there are several. */
export function shownTime(iso: string, { days, fraction }: Look): string {
    const [second = iso] = clock(iso).split('.');
    const rest = fraction === 0 ? '' : `.${fractionOf(iso).padEnd(fraction, '0').slice(0, fraction)}`;
    return (days ? `${moment(iso).replace(/ \d\d:\d\d$/, '')} ` : '') + second + rest;
}

const DIGITS = 6;
const LEAST_DIGITS = 3;
const MOST_DECIMALS = 9;

/** Six digits of the largest, three of the smallest, and none that nobody needs. */
function decimalsOf(rows: Rows, column: number): number | undefined {
    let [most, least, needed] = [0, Infinity, 0];
    for (const row of rows) {
        const value = row[column];
        if (typeof value !== 'number' || value === 0 || !Number.isFinite(value)) continue;
        const size = Math.abs(value);
        most = Math.max(most, size);
        least = Math.min(least, size);
        needed = Math.max(needed, placesOf(value));
    }
    if (needed === 0 || most >= 1e15) return undefined;
    const ends = (size: number, digits: number) => digits - 1 - Math.floor(Math.log10(size));
    const wanted = Math.max(ends(most, DIGITS), ends(least, LEAST_DIGITS), 0);
    return wanted > MOST_DECIMALS ? undefined : Math.min(wanted, needed);
}

/** Where it is rounded to what is shown of one at most. */
const placesOf = (value: number): number => /\.(\d+)$/.exec(String(Number(value.toPrecision(7))))?.[1]?.length ?? 0;

const NAMES = /(^|_)(conn|req|stream|status|pid|port|id|number|position|year|code|generation|thread|seq)$/i;

/** With its thousands apart, unless it is a name rather than an amount. */
export function numeral(name: string, value: SqlValue, { decimals }: Pick<Look, 'decimals'>): string {
    const text =
        typeof value !== 'number' ? String(value) : decimals === undefined ? rounded(value) : value.toFixed(decimals);
    if (NAMES.test(name) || !/^-?\d{4,}(\.\d+)?$/.test(text)) return text;
    const [whole = '', fraction] = text.split('.');
    return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction === undefined ? '' : `.${fraction}`);
}

/** Seven digits tell apart what one looks at; the whole of it is in the tooltip. */
const rounded = (value: number): string => String(Number.isInteger(value) ? value : Number(value.toPrecision(7)));
