import type { RequestRow } from '../../api';
import { headerField, quoted } from '../../ui/query';

/** What a cell says, whole, as it is copied. */
export function valueOf(row: RequestRow, column: string): string {
    switch (column) {
        case 'at':
            return row.at;
        case 'protocol':
        case 'method':
        case 'authority':
        case 'path':
            return row[column] ?? '';
        case 'status':
            return row.status === null ? '' : String(row.status);
        case 'duration':
            return row.durationNanos === null ? '' : `${row.durationNanos / 1e6} ms`;
        case 'conn':
            return `${row.conn}/${row.req}`;
        default:
            return row.columns?.[column] ?? '';
    }
}

/** The requests that are alike in this, as a query; undefined where none can be asked for so. */
export function conditionOf(row: RequestRow, column: string): string | undefined {
    switch (column) {
        case 'protocol':
            return row.protocol === null ? undefined : `protocol = ${row.protocol}`;
        case 'method':
        case 'authority':
        case 'path':
            return row[column] === null ? undefined : `${column} = ${quoted(row[column])}`;
        case 'status':
            return row.status === null ? 'not status' : `status = ${row.status}`;
        case 'duration':
            return row.durationNanos === null ? undefined : `duration >= ${row.durationNanos / 1e6}ms`;
        case 'conn':
            return `conn = ${row.conn}`;
        default:
            return ofHeader(row, column);
    }
}

/** What was masked or cut is not what was sent: one can only ask whether it is there. */
function ofHeader(row: RequestRow, column: string): string | undefined {
    const [way, name] = [column.slice(0, 3), column.slice(4)];
    if (way !== 'req' && way !== 'res') return undefined;
    const field = headerField(way, name);
    const value = row.columns?.[column];
    if (value == null) return `not ${field}`;
    const mark = row.columnMarks?.[column];
    if (mark === 'cut') return `${field} ^= ${quoted(value)}`;
    return mark === undefined ? `${field} = ${quoted(value)}` : field;
}
