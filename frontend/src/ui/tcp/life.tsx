import { useMemo } from 'preact/hooks';
import { type ConnectionRow, type RequestRow, tcpSeries } from '../../api';
import { sentence } from '../format';
import { useLoad } from '../load';
import { Note, Problem } from '../message';
import { offsetOf } from '../moment';
import { requestsOn } from '../siblings';
import { TcpChart } from './chart';
import { Joined, TcpFacts } from './facts';
import type { Bar } from './bars';
import { stepsOf } from './steps';

const AGAIN_MILLIS = 2000;
/** Finer than this the graphs of a panel do not tell. */
const WIDTH = 600;

export interface LifeProps {
    session: string;
    of: ConnectionRow;
    running: boolean;
    /** Where another connection is. */
    href: (conn: number) => string;
    /** A request was pointed at, `CONN/REQ`. */
    onPick: (key: string) => void;
}

/** The TCP life of an HTTP/1 or HTTP/2 connection, or of one that never became HTTP: facts, graphs, its requests beneath. */
export default function TcpLife({ session, of, running, href, onPick }: LifeProps) {
    const { tcp } = of;
    return (
        <section class="tcp-life" aria-label="TCP">
            <header>
                <h2 class="small-heading">TCP</h2>
                {tcp != null && <Joined of={tcp} />}
            </header>
            {tcp == null ? (
                <Note title="Its TCP connection is not known">{sentence(of.tcpUnknown ?? '')}</Note>
            ) : (
                <>
                    <TcpFacts of={tcp} row={of} href={href} />
                    <Graphs session={session} of={of} running={running && tcp.state === 'open'} onPick={onPick} />
                </>
            )}
        </section>
    );
}

function Graphs({ session, of, running, onPick }: Omit<LifeProps, 'href'>) {
    const every = running ? AGAIN_MILLIS : 0;
    const loaded = useLoad(
        (signal) => tcpSeries(session, of.conn, { width: WIDTH }, signal),
        [session, of.conn],
        every,
    );
    const found = useLoad((signal) => requestsOn(session, of.conn, signal), [session, of.conn], every);
    const { tcp } = of;
    const points = loaded.value?.points ?? [];
    const began = tcp?.acceptedAt == null ? undefined : offsetOf(of.at, tcp.acceptedAt);
    const steps = useMemo(() => stepsOf(points, began), [loaded.value, began]);
    const bars = useMemo(() => (found.value?.rows ?? []).map((row) => barOf(row, of.at)), [found.value, of.at]);
    if (loaded.error !== undefined) return <Problem error={loaded.error} retry={loaded.again} />;
    if (steps.steps.length === 0) return null;
    const ends = [...points.map(({ offsetNanos }) => offsetNanos), ...bars.map(({ from, to }) => to ?? from)];
    const from = began ?? Math.min(0, ...points.map(({ offsetNanos }) => offsetNanos));
    const to = ends.reduce((latest, end) => Math.max(latest, end), from + 1);
    return <TcpChart of={steps} life={{ from, to }} requests={bars} onPick={onPick} />;
}

const barOf = (row: RequestRow, since: string): Bar => {
    const from = offsetOf(since, row.at);
    return {
        key: `${row.conn}/${row.req}`,
        from,
        to: row.durationNanos === null ? undefined : from + row.durationNanos,
        status: row.status,
        label: [row.method, row.path].filter((part) => part !== null).join(' ') || 'request',
    };
};
