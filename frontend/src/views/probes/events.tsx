import { useEffect, useRef, useState } from 'preact/hooks';
import type { FiredProbe, ProbeEvent } from '../../api/probes';
import { argumentText } from '../../ui/arguments';
import type { MenuAction } from '../../ui/contextmenu';
import { plain } from '../../ui/escape';
import { clock, count, offset, plural } from '../../ui/format';
import { Problem } from '../../ui/message';
import { type Column, Table } from '../../ui/table';
import { Text } from '../../ui/text';
import type { Part } from './explore';
import { useNewest } from './newest';
import { joined, numeric, valueFilter } from './words';

/** The events of a probe, newest first, its arguments as columns. */
export function ProbeEvents({ row, route, running, change, onFault }: Part) {
    const box = useRef<HTMLDivElement>(null);
    const [selected, setSelected] = useState('');
    const asked = { probe: row.probe, q: route.q, from: route.from, to: route.to };
    const list = useNewest(route.id, asked, running, () => (box.current?.scrollTop ?? 0) < 40 && selected === '');
    useEffect(() => {
        if (list.error?.position !== undefined) onFault(list.error);
    }, [list.error]);
    useEffect(() => setSelected(''), [row.probe, route.q, route.from, route.to]);
    const at = list.rows.findIndex((event) => keyOf(event) === selected);
    const chosen = list.rows[at];
    const narrow = (more: string) => change({ q: joined(route.q, more) });
    return (
        <div class="probe-events">
            <header class="probe-events-head">
                <h3>Events, newest first</h3>
                {list.newer && (
                    <button type="button" class="button small" onClick={list.renew}>
                        Show newer events
                    </button>
                )}
            </header>
            <Table
                name="probe-events"
                label={`Events of ${plain(row.probe)}`}
                scroller={box}
                columns={columnsOf(row)}
                rows={list.rows.length}
                open={list.next !== undefined}
                at={(index) => ({ row: list.rows[index] })}
                keyOf={keyOf}
                selected={at}
                onSelect={(index) => setSelected(list.rows[index] === undefined ? '' : keyOf(list.rows[index]))}
                onSight={(_, to) => {
                    if (to >= list.rows.length - 60) list.more();
                }}
                menu={(event, column) => actions(row, event, column, narrow)}
                busy={list.busy && list.rows.length === 0}>
                <div class="grid-foot">
                    {list.error !== undefined && list.error.position === undefined ? (
                        <Problem error={list.error} retry={list.renew} />
                    ) : (
                        foot(list.busy, list.next !== undefined, list.rows.length, list.error !== undefined)
                    )}
                </div>
            </Table>
            {chosen !== undefined && <One row={row} event={chosen} onClose={() => setSelected('')} />}
        </div>
    );
}

const keyOf = (event: ProbeEvent) => `${event.tid}-${event.seq}-${event.offsetNanos}`;

function foot(busy: boolean, open: boolean, rows: number, faulty: boolean): string {
    if (faulty) return 'Mend the filter to see its events.';
    if (busy && rows === 0) return 'Reading the events …';
    if (rows === 0 && open) return 'None among the newest; reading on …';
    if (rows === 0) return 'No event here: widen the time or the filter.';
    return open ? `${count(rows)} so far; more as one goes down` : plural(rows, 'event');
}

function columnsOf(row: FiredProbe): Column<ProbeEvent>[] {
    const usual: Column<ProbeEvent>[] = [
        {
            key: 'at',
            title: 'Time',
            width: 104,
            cell: (event) => clock(event.at),
            tip: (event) => `${event.at} (${offset(event.offsetNanos)})`,
        },
        { key: '@pid', title: 'PID', width: 64, number: true, spare: 2, cell: (event) => event.pid },
        { key: '@tid', title: 'Thread', width: 64, number: true, spare: 1, cell: (event) => event.tid },
    ];
    return [
        ...usual,
        ...row.arguments.map(
            ({ name, kind }): Column<ProbeEvent> => ({
                key: `a.${name}`,
                title: plain(name),
                width: numeric(kind) ? 96 : 180,
                ...(numeric(kind) ? { number: true as const } : { grow: 1, kind: 'mono' }),
                cell: (event) => <Value of={event.arguments[name] ?? null} />,
                tip: (event) => plain(argumentText(event.arguments[name] ?? null).text).slice(0, 500) || undefined,
            }),
        ),
    ];
}

function Value({ of }: { of: ProbeEvent['arguments'][string] }) {
    const { text, label } = argumentText(of);
    return (
        <>
            <Text of={text} cut={300} />
            {label !== '' && <span class="label">{label}</span>}
        </>
    );
}

function actions(row: FiredProbe, event: ProbeEvent, column: string, narrow: (q: string) => void): MenuAction[] {
    const name = column.startsWith('a.') ? column.slice(2) : column;
    const value = name === '@tid' ? event.tid : name === '@pid' ? event.pid : event.arguments[name];
    if (typeof value !== 'number' && typeof value !== 'string') return [];
    const filter = valueFilter(name, { value, cut: false, count: 0 });
    const kind = row.arguments.find((argument) => argument.name === name)?.kind ?? 'int';
    const near = numeric(kind)
        ? [{ name: 'At least this', run: () => narrow(`${name} >= ${value}`) }]
        : [{ name: 'Beginning so', run: () => narrow(filter.replace(' = ', ' ^= ')) }];
    return [
        { name: 'Only this value', detail: plain(filter).slice(0, 80), run: () => narrow(filter) },
        { name: 'Without this value', run: () => narrow(filter.replace(' = ', ' != ')) },
        ...near,
    ];
}

/** All of one event, whatever had room in its row. */
function One({ row, event, onClose }: { row: FiredProbe; event: ProbeEvent; onClose: () => void }) {
    return (
        <aside class="probe-one" aria-label="Event">
            <header>
                <strong>{event.at}</strong>
                <span class="quiet">
                    {offset(event.offsetNanos)} · process {event.pid} · thread {event.tid}, its event {event.seq}
                </span>
                <button type="button" class="button small" onClick={onClose}>
                    Close
                </button>
            </header>
            <dl>
                {row.arguments.map(({ name }) => (
                    <div key={name}>
                        <dt class="mono">
                            <Text of={name} />
                        </dt>
                        <dd class="mono">
                            <Value of={event.arguments[name] ?? null} />
                        </dd>
                    </div>
                ))}
            </dl>
        </aside>
    );
}
