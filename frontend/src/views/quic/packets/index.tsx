import { useEffect, useState } from 'preact/hooks';
import type { Packet } from '../../../api';
import * as api from '../../../api/quic';
import { usePages } from '../../../ui/pages';
import type { Span } from '../../../ui/timeaxis';
import type { Look } from '../look';
import { nameOf } from '../names';
import type { PanelProps } from '../panels';
import { COLUMNS } from './columns';
import { Filters } from './filters';
import { PacketList } from './list';
import { asked, formatOnly, type Only, parseOnly } from './only';
import './packets.css';

const PAGE = 500;
const REST_MILLIS = 200;
const QUIET = COLUMNS.filter((column) => column.quiet).map((column) => column.id);

/** Every packet of what is shown, as rows; one that is selected opens with its events. */
export function Packets({ look, route }: PanelProps) {
    const only = parseOnly(route.only);
    const [hidden, setHidden] = useHidden();
    const span = useSettled(look);
    const of = asked(only);
    const key = JSON.stringify([route.conn, of, span]);
    const pages = usePages<Packet>(key, (after, signal) =>
        api.packets(
            route.id,
            route.conn,
            { ...of, ...(span === undefined ? {} : look.clock(span)), order: 'oldest', limit: PAGE, after },
            signal,
        ),
    );
    const some = pages.rows.length > 0;
    useEffect(() => {
        if (some) look.painted();
    }, [look, some]);
    const at = pages.rows.findIndex((row) => nameOf(row) === look.packet.value);
    const step = (by: number) => {
        const row = pages.rows[Math.max(0, at + by)];
        if (row !== undefined) look.select({ packet: nameOf(row) });
    };
    useEffect(() => {
        look.step = step;
        return () => {
            look.step = () => undefined;
        };
    });
    return (
        <>
            <Filters
                only={only}
                onOnly={(next: Only) => look.only(formatOnly(next))}
                hidden={hidden}
                onHidden={setHidden}
            />
            <PacketList
                pages={pages}
                columns={COLUMNS.filter((column) => !hidden.has(column.id))}
                summary={look.summary.value}
                at={at}
                onStep={step}
                onSelect={(row) => look.select({ packet: nameOf(row) })}
            />
        </>
    );
}

/** What is shown of the time once it has come to rest; undefined: all of it. */
function useSettled(look: Look): Span | undefined {
    const shown = look.timeline.shown.value;
    const whole = look.timeline.isWhole;
    const [span, setSpan] = useState<Span | undefined>(whole ? undefined : shown);
    useEffect(() => {
        const timer = setTimeout(() => setSpan(whole ? undefined : shown), REST_MILLIS);
        return () => clearTimeout(timer);
    }, [whole ? 'whole' : shown]);
    return span;
}

function useHidden(): [ReadonlySet<string>, (hidden: ReadonlySet<string>) => void] {
    const [hidden, setHidden] = useState<ReadonlySet<string>>(stored);
    return [
        hidden,
        (next) => {
            setHidden(next);
            try {
                localStorage.setItem('packet-columns-hidden', [...next].join(' '));
            } catch {
                // Storage is refused: the choice holds until the page is closed.
            }
        },
    ];
}

function stored(): ReadonlySet<string> {
    try {
        return new Set(localStorage.getItem('packet-columns-hidden')?.split(' ') ?? QUIET);
    } catch {
        return new Set(QUIET);
    }
}
