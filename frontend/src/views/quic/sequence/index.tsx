import { signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { QuicSummary } from '../../../api';
import { useCommands } from '../../../ui/keys';
import { Problem } from '../../../ui/message';
import { failed, toast } from '../../../ui/toast';
import type { PanelProps } from '../panels';
import { Diagram } from './diagram';
import { Drawing } from './drawing';
import { Legend } from './legend';
import { Narrow } from './narrow';
import type { ScaleKind } from './scale';
import { PacketTable } from './table';
import './sequence.css';

/** Packets between two lifelines, time running down, and the same packets in a table beside them. */
export function Sequence({ look, route, running }: PanelProps) {
    const summary = look.summary.value;
    return summary === undefined ? null : <Loaded summary={summary} look={look} route={route} running={running} />;
}

/** Air round what one jumps to, as a part of its length. */
const AIR = 0.1;

function Loaded({ look, route, summary }: PanelProps & { summary: QuicSummary }) {
    const kind = useMemo(() => signal<ScaleKind>('time'), []);
    const drawing = useMemo(() => new Drawing(look, summary.at, route.only, kind), [look, route.only]);
    useEffect(() => () => drawing.close(), [drawing]);
    useEffect(() => {
        look.step = (by) => void drawing.step(by).catch(failed);
        return () => {
            look.step = () => undefined;
        };
    }, [drawing]);
    const first = summary.firstOffsetNanos ?? 0;
    const last = summary.lastOffsetNanos ?? 0;
    const jump = (from: number, to: number) => {
        const air = Math.max(1000, (to - from) * AIR);
        look.timeline.show({ from: from - air, to: to + air });
    };
    const handshake = () => jump(first, first + (summary.handshakeNanos ?? (last - first) / 20));
    const close = () => jump(last - (summary.rtt?.smoothedNanos || (last - first) / 40) * 4, last);
    const loss = (by: 1 | -1) =>
        void drawing
            .loss(by)
            .then((found) => found || toast(by > 0 ? 'No later loss' : 'No earlier loss'))
            .catch(failed);
    const order = () => {
        kind.value = kind.peek() === 'time' ? 'order' : 'time';
    };
    useCommands(
        'Sequence',
        [
            { name: 'How it began', keys: ['h'], run: handshake },
            { name: 'How it ended', keys: ['c'], run: close },
            { name: 'The next loss', keys: ['l'], run: () => loss(1) },
            { name: 'The previous loss', keys: ['L'], run: () => loss(-1) },
            { name: 'Even steps or time', keys: ['o'], run: order },
        ],
        { gestures: [['ctrl wheel', 'time runs down here: the wheel alone moves it, with ctrl it comes closer']] },
    );
    const error = drawing.windows.error.value;
    return (
        <>
            <div class="sequence-bar">
                <Narrow look={look} route={route} />
                <span class="sequence-jumps" role="group" aria-label="Jump to">
                    <button type="button" class="button small" title="How it began (h)" onClick={handshake}>
                        Handshake
                    </button>
                    <button
                        type="button"
                        class="button small"
                        title="The next loss (l; back with L)"
                        disabled={!summary.packets.lost}
                        onClick={() => loss(1)}>
                        Next loss
                    </button>
                    <button type="button" class="button small" title="How it ended (c)" onClick={close}>
                        End
                    </button>
                </span>
                <button
                    type="button"
                    class="button small"
                    aria-pressed={kind.value === 'order'}
                    title="Give every packet the same room, whatever time lies between (o)"
                    onClick={order}>
                    Even steps
                </button>
            </div>
            {error !== undefined && <Problem error={error} retry={() => drawing.windows.again()} />}
            <div class="sequence">
                <div class="sequence-parts">
                    <div class="sequence-drawing">
                        <Diagram drawing={drawing} look={look} summary={summary} />
                        <Legend drawing={drawing} look={look} />
                    </div>
                    <PacketTable drawing={drawing} look={look} />
                </div>
            </div>
        </>
    );
}
