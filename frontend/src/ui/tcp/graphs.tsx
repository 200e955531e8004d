import { useMemo } from 'preact/hooks';
import { type ConnectionRow, type RequestRow, tcpSeries } from '../../api';
import { useLoad } from '../load';
import { Problem } from '../message';
import { offsetOf } from '../moment';
import { requestsOn } from '../siblings';
import type { Bar } from './bars';
import { TcpChart } from './chart';
import { stepsOf } from './steps';

const AGAIN_MILLIS = 2000;
/** Finer than this the graphs of a panel do not tell. */
const WIDTH = 600;

interface GraphsProps {
    session: string;
    of: ConnectionRow;
    running: boolean;
    /** A request was pointed at, `CONN/REQ`. */
    onPick: (key: string) => void;
}

/** A TCP connection over its life, as its readings come; nothing where there was none. */
export default function Graphs({ session, of, running, onPick }: GraphsProps) {
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
