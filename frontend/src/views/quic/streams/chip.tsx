import { colours } from '../../../ui/colours';
import { picture } from '../../../ui/patterns';
import { dressOf } from './mux';

/** How a stream looks in the lane of all, beside its number. */
export function StreamChip({ stream }: { stream: number }) {
    const { colour, pattern } = dressOf(stream);
    const url = pattern === 'plain' ? undefined : picture(pattern, colours()['verdict-stroke']);
    return (
        <i class="stream-chip" style={{ background: `var(--${colour})` }}>
            {url !== undefined && <img src={url} alt="" width="10" height="10" />}
        </i>
    );
}
