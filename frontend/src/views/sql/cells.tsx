import type { SqlType, SqlValue } from '../../api';
import { clock, duration, moment, bytes as size } from '../../ui/format';
import { Text } from '../../ui/text';
import { parsedJson } from './answer';
import { unitOf } from './unit';

const CUT = 160;

interface CellProps {
    value: SqlValue;
    type: SqlType;
    name: string;
    /** Where it leads. */
    href: string | undefined;
    /** What stands for it, as a session's name for its id. */
    named: string | undefined;
    /** Whether times need their day. */
    days: boolean;
}

/** A value as what it is: nothing told from an empty text, numbers told from texts, times as on the other pages. */
export function Cell({ value, type, name, href, named, days }: CellProps) {
    if (value === null) return <span class="sql-null">NULL</span>;
    const shown = <Shown value={value} type={type} name={name} named={named} days={days} />;
    if (href === undefined) return shown;
    return (
        <a href={href} tabIndex={-1}>
            {shown}
        </a>
    );
}

function Shown({
    value,
    type,
    name,
    named,
    days,
}: Omit<CellProps, 'href' | 'value'> & { value: string | number | boolean }) {
    if (named !== undefined) return <Text of={named} cut={CUT} />;
    if (type === 'flag' || typeof value === 'boolean') return <span class="sql-flag">{String(value)}</span>;
    if (type === 'time')
        return (
            <>
                {days ? `${moment(String(value)).replace(/ \d\d:\d\d$/, '')} ` : ''}
                {clock(String(value))}
            </>
        );
    if (type === 'number') return <>{numeral(name, value)}</>;
    if (value === '') return <span class="sql-null">''</span>;
    return <Text of={String(value)} cut={CUT} />;
}

const NAMES = /(^|_)(conn|req|stream|status|pid|port|id|number|position|year|code|generation|thread|seq)$/i;

/** With its thousands apart, unless it is a name rather than an amount. */
export function numeral(name: string, value: string | number | boolean): string {
    const text = typeof value === 'number' && !Number.isInteger(value) ? rounded(value) : String(value);
    if (NAMES.test(name) || !/^-?\d{5,}(\.\d+)?$/.test(text)) return text;
    const [whole = '', fraction] = text.split('.');
    return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction === undefined ? '' : `.${fraction}`);
}

/** Six digits tell apart what one looks at; the whole of it is in the tooltip. */
const rounded = (value: number): string => String(Number(value.toPrecision(7)));

/** All of a value, for its tooltip. */
export function wholly(value: SqlValue, type: SqlType, name: string): string | undefined {
    if (value === null) return undefined;
    const unit = type === 'number' && Number(value) !== 0 ? unitOf(name) : undefined;
    if (unit === 'bytes') return `${String(value)} (${size(Number(value))})`;
    if (typeof unit === 'object') return `${String(value)} (${duration(Number(value) * unit.nanos)})`;
    const text = String(value);
    return text.length <= 2000 ? text : `${text.slice(0, 2000)} …`;
}

/** JSON as one reads it, any other text as it is. */
export function pretty(value: SqlValue, type: SqlType): string {
    if (value === null) return 'NULL';
    const parsed = type === 'json' && typeof value === 'string' ? parsedJson(value) : undefined;
    return parsed === undefined ? String(value) : JSON.stringify(parsed, null, 2);
}
