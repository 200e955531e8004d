import type { SqlType, SqlValue } from '../../api';
import { duration, bytes as size } from '../../ui/format';
import { Text } from '../../ui/text';
import { parsedJson } from './answer';
import { type Look, numeral, shownTime } from './looks';
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
    /** How its column is written. */
    look: Look;
}

/** A value as what it is: nothing told from an empty text, numbers told from texts, times as on the other pages. */
export function Cell({ value, type, name, href, named, look }: CellProps) {
    if (value === null) return <span class="sql-null">NULL</span>;
    const shown = <Shown value={value} type={type} name={name} named={named} look={look} />;
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
    look,
}: Omit<CellProps, 'href' | 'value'> & { value: string | number | boolean }) {
    if (named !== undefined) return <Text of={named} cut={CUT} />;
    if (type === 'flag' || typeof value === 'boolean') return <span class="sql-flag">{String(value)}</span>;
    if (type === 'time') return <>{shownTime(String(value), look)}</>;
    if (type === 'number') return <>{numeral(name, value, look)}</>;
    if (value === '') return <span class="sql-null">''</span>;
    return <Text of={String(value)} cut={CUT} />;
}

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
