import { useEffect, useMemo, useRef } from 'preact/hooks';
import { effect, signal, untracked } from '@preact/signals';
import type { StreamDetail } from '../../../api';
import * as api from '../../../api/quic';
import { Canvas } from '../../../ui/canvas';
import { useGestures } from '../../../ui/gestures';
import { IconButton } from '../../../ui/icon';
import { Problem } from '../../../ui/message';
import { lengthOf, nanosOf } from '../../../ui/timeaxis';
import { Windows } from '../../../ui/windows';
import type { Look } from '../look';
import { AFTER_PIXELS, BEFORE_PIXELS } from '../overview';
import { KINDS, paintRanges } from './rangepaint';

const COLUMNS_A_WINDOW = 1000;

interface RangesProps {
    look: Look;
    stream: string;
}

/** The bytes of one stream: at which offset each was sent, sent again, lost and acknowledged, over time. */
export function Ranges({ look, stream }: RangesProps) {
    const box = useRef<HTMLDivElement>(null);
    const { timeline } = look;
    const hover = useMemo(() => signal<{ x: number; y: number } | undefined>(undefined), []);
    const windows = useMemo(() => windowsOf(look, stream), [look, stream]);
    useEffect(() => {
        const forget = effect(() => {
            const shown = timeline.shown.value;
            const extent = timeline.extent.value;
            untracked(() => windows.want(shown, extent));
        });
        return () => {
            forget();
            windows.close();
        };
    }, [windows]);
    useGestures(box, timeline, {
        along: 'x',
        wheel: 'zoom',
        before: BEFORE_PIXELS,
        after: AFTER_PIXELS,
        onPick: ({ x }) => {
            const end = (box.current?.clientWidth ?? 0) - AFTER_PIXELS;
            look.moment.value = nanosOf({ ...timeline.shown.peek(), start: BEFORE_PIXELS, end }, x);
        },
        onHover: (at) => {
            hover.value = at;
        },
    });
    const error = windows.error.value;
    return (
        <section class="ranges" aria-label={`Bytes of stream ${stream}`}>
            <div class="ranges-head">
                <strong>Bytes of stream {stream}</strong>
                {KINDS.map(({ kind, name, colour, line }) => (
                    <span key={kind} class={line ? 'range-key line' : 'range-key'}>
                        <i style={{ background: `var(--${colour})` }} />
                        {name}
                    </span>
                ))}
                <span class="quic-room" />
                <IconButton icon="close" label="Close the bytes" onClick={() => look.select({ stream: '' })} />
            </div>
            {error !== undefined && <Problem error={error} retry={() => windows.again()} />}
            <Canvas
                label={`Byte ranges of stream ${stream} over time; its sums are in the panel of the stream`}
                box={box}
                paint={(surface) => paintRanges(surface, look, windows, hover.value)}
            />
        </section>
    );
}

function windowsOf(look: Look, stream: string): Windows<StreamDetail> {
    return new Windows<StreamDetail>((need, stop) => {
        const width = Math.min(4000, Math.ceil((lengthOf(need) / need.window) * COLUMNS_A_WINDOW));
        return api.stream(look.session, look.conn, stream, { ...look.clock(need), width }, stop);
    });
}
