import type { ArgumentValue, TraceEvent } from '../api';
import { plural } from './format';

/** An argument as one reads it: its value, and what became of it if it was cut or withheld. */
export function argumentText(value: ArgumentValue): { text: string; label: string } {
    if (value === null) return { text: '', label: 'not captured' };
    if (typeof value !== 'object') return { text: String(value), label: '' };
    if (value.unreadable)
        return { text: '', label: value.length ? `not readable, ${plural(value.length, 'byte')}` : 'not readable' };
    const size = value.length === null ? 'length not known' : plural(value.length, 'byte');
    if (value.withheld) return { text: '', label: `withheld, ${size}` };
    if (value.masked) return { text: value.text ?? '', label: `masked, ${size}` };
    return { text: value.text ?? '', label: value.truncated ? `cut, was ${size}` : '' };
}

const SUMMARY = 300;

/** What every event of a request says again, or what its neighbour already says. */
const DULL = /^(conn_id|req_id|.*_len|at)$/;

/** What an event has to say, on one line: a header as it is written, else the arguments that tell something. */
export function summary(event: TraceEvent): string {
    const parts: string[] = [];
    let length = 0;
    for (const [name, value] of Object.entries(event.arguments)) {
        if (DULL.test(name)) continue;
        const { text, label } = argumentText(value);
        const sign =
            name === 'value' && parts.length > 0
                ? ''
                : name === 'name' && 'value' in event.arguments
                  ? ':'
                  : `${name}=`;
        const body = `${text.slice(0, SUMMARY)}${label === '' ? '' : `[${label}]`}`;
        const part = sign === ':' ? `${body}:` : `${sign}${body}`;
        parts.push(part);
        length += part.length;
        if (length > SUMMARY) break;
    }
    return parts.join(' ');
}

/** A line of the list of events: an event, or an argument of one that is open. */
export type EventLine =
    | { kind: 'event'; index: number; event: TraceEvent }
    | { kind: 'argument'; index: number; name: string; value: ArgumentValue };

/** The list with the arguments of the open events unfolded below them, each on its own line. */
export function unfolded(events: readonly TraceEvent[], open: ReadonlySet<number>): EventLine[] {
    const lines: EventLine[] = [];
    events.forEach((event, index) => {
        lines.push({ kind: 'event', index, event });
        if (!open.has(index)) return;
        for (const [name, value] of Object.entries(event.arguments))
            lines.push({ kind: 'argument', index, name, value });
    });
    return lines;
}
