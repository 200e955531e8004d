import type { Frame } from '../../../api';
import { FAMILIES, familyOf, frameText } from '../frames';

const MOST = 12;

/** The frames of a packet, one after the other, each with the colour of its family. */
export function Frames({ of }: { of: readonly Frame[] }) {
    if (of.length === 0) return <span class="quiet">not told</span>;
    return (
        <span class="frames mono">
            {of.slice(0, MOST).map((frame, i) => {
                const family = familyOf(frame.type);
                return (
                    <span key={i} class="frame" style={{ '--family': `var(--${FAMILIES[family].colour})` }}>
                        {frameText(frame)}
                    </span>
                );
            })}
            {of.length > MOST && <span class="quiet">+{of.length - MOST}</span>}
        </span>
    );
}
