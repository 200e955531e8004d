import type { ComponentChildren } from 'preact';
import type { ColourName } from '../../../ui/colours';
import { count, duration, plural } from '../../../ui/format';
import { FAMILIES } from '../frames';
import type { Look } from '../look';
import { type Bands, packetsIn } from './bands';
import type { Drawing } from './drawing';
import type { View } from './layout';

/** What is drawn, what of it is left out, and what its colours and shapes mean. */
export function Legend({ drawing, look }: { drawing: Drawing; look: Look }) {
    const piece = drawing.piece.value;
    const scene = drawing.painted.value;
    if (piece === undefined || scene === undefined)
        return (
            <p class="sequence-legend" role="status">
                Reading the packets …
            </p>
        );
    if (scene.bands === undefined) return <Arrows cut={piece.value.cut ? piece.value.packets?.length : undefined} />;
    const { packets, lost } = packetsIn(piece.value.counts, look.timeline.shown.value);
    return (
        <ul class="sequence-legend" aria-label="What is drawn">
            <li>
                <span role="status">
                    About {plural(packets, 'packet')} here, {count(lost)} lost: too many for arrows, which they become
                    closer (w). Bands tell how many:
                </span>
            </li>
            <Colour of="plot-sent">sent</Colour>
            <Colour of="plot-received">received</Colour>
            <Colour of="plot-lost">lost</Colour>
            <li>{widest(scene.bands, scene.view)}</li>
        </ul>
    );
}

/** What the widest line of a band stands for: the scale of them all. */
function widest({ most }: Bands, { fromPlace, toPlace, height }: View): string {
    const packets = most < 10 ? most.toFixed(1) : count(Math.round(most));
    return `the widest: ${packets} packets in ${duration((toPlace - fromPlace) / height)}`;
}

function Arrows({ cut }: { cut: number | undefined }) {
    return (
        <ul class="sequence-legend" aria-label="What colours and shapes mean">
            {cut !== undefined && (
                <li class="sequence-note">
                    <span role="status">
                        Only the first {count(cut)} that match from here on. Closer (w), or narrowed further, there are
                        all.
                    </span>
                </li>
            )}
            {Object.values(FAMILIES).map(({ name, colour }) => (
                <Colour key={name} of={colour}>
                    {name}
                </Colour>
            ))}
            <li>
                <span class="sequence-mark lost">×</span> lost by reordering
            </li>
            <li>
                <span class="sequence-mark lost">⊗</span> by time
            </li>
            <li>
                <span class="sequence-mark lost">⊠</span> why not told
            </li>
            <li>- - - acked late</li>
        </ul>
    );
}

function Colour({ of, children }: { of: ColourName; children: ComponentChildren }) {
    return (
        <li>
            <span class="sequence-swatch" style={{ background: `var(--${of})` }} /> {children}
        </li>
    );
}
