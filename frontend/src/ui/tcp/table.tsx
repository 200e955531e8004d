import { bytes, count, duration, offset, plural } from '../format';
import { type Column, Table } from '../table';
import type { TcpStep, TcpSteps } from './steps';

interface StepTableProps {
    of: TcpSteps;
    begin: number;
    at: number | undefined;
    onStep: (at: number) => void;
}

const dash = <span class="quiet">–</span>;
const orDash = (of: number, show: (of: number) => string) => (of === 0 ? dash : show(of));

const columnsFrom = (begin: number): Column<TcpStep>[] => [
    { key: 'until', title: 'Until', width: 74, grow: 1, number: true, cell: ({ to }) => offset(to - begin) },
    {
        key: 'received',
        title: 'Received',
        width: 66,
        grow: 1,
        number: true,
        cell: ({ received }) => bytes(received),
        tip: ({ received }) => `${count(received)} B`,
    },
    {
        key: 'acked',
        title: 'Sent',
        hint: 'Sent and acknowledged by the peer',
        width: 66,
        grow: 1,
        number: true,
        cell: ({ acked }) => bytes(acked),
        tip: ({ acked }) => `${count(acked)} B`,
    },
    {
        key: 'again',
        title: 'Again',
        hint: 'Segments that were sent again',
        width: 44,
        number: true,
        cell: ({ retransmits }) => orDash(retransmits, count),
    },
    { key: 'rtt', title: 'RTT', width: 62, number: true, cell: ({ rttNanos }) => orDash(rttNanos, duration) },
    {
        key: 'least',
        title: 'Least',
        hint: 'The least round trip of late',
        width: 62,
        number: true,
        spare: 1,
        cell: ({ rttMinNanos }) => orDash(rttMinNanos, duration),
    },
    {
        key: 'cwnd',
        title: 'Window',
        hint: 'The congestion window, in segments',
        width: 56,
        number: true,
        cell: ({ cwnd }) => orDash(cwnd, count),
    },
];

/** What the graphs show, a row for each reading of the kernel; the row is the moment that is read. */
export function StepTable({ of, begin, at, onStep }: StepTableProps) {
    const { steps } = of;
    const selected = at === undefined ? -1 : steps.findIndex(({ from, to }) => at > from && at <= to);
    return (
        <details class="tcp-table">
            <summary>As a table: {plural(steps.length, 'reading')}</summary>
            <div class="tcp-table-box">
                <Table
                    name="tcp-steps"
                    label="The TCP connection by the second"
                    columns={columnsFrom(begin)}
                    rows={steps.length}
                    at={(index) => ({ row: steps[index] })}
                    keyOf={(_, index) => index}
                    selected={selected}
                    onSelect={(index) => {
                        const step = steps[index];
                        if (step !== undefined) onStep(step.to);
                    }}
                />
            </div>
        </details>
    );
}
