import type { Frame, Packet } from '../../../api';
import { FAMILIES, familyOf, frameText } from '../frames';

const MOST = 12;

/** The frames of a packet, one after the other, each with the colour of its family. */
export function Frames({ of, direction }: { of: readonly Frame[]; direction: Packet['direction'] }) {
    if (of.length === 0) return <span class="quiet">not told</span>;
    return (
        <span class="frames mono">
            {of.slice(0, MOST).map((frame, i) => {
                const family = familyOf(frame.type);
                return (
                    <span key={i} class="frame" style={{ '--family': `var(--${FAMILIES[family].colour})` }}>
                        {frameText(frame, direction)}
                    </span>
                );
            })}
            {of.length > MOST && <span class="quiet">+{of.length - MOST}</span>}
        </span>
    );
}
