import type { Keeping } from '../../api/keeping';
import { bytes, plural } from '../../ui/format';
import { sizeText, usedText } from './leaving';

const WIDTH = 1000;

/** The disk of the data folder as one bar: sessions, everything else, free, and how much of that is to stay free. */
export function KeepingBar({ keeping }: { keeping: Keeping }) {
    const { used, settings } = keeping;
    const { bytes: own, freeBytes, totalBytes } = used;
    const at = (n: number) => Math.round((Math.max(0, Math.min(n, totalBytes)) / Math.max(1, totalBytes)) * WIDTH);
    const others = Math.max(0, totalBytes - freeBytes - own);
    const ownWidth = own === 0 ? 0 : Math.max(3, at(own));
    return (
        <figure class="keeping-figure">
            <svg class="keeping-bar" viewBox={`0 0 ${WIDTH} 18`} preserveAspectRatio="none" aria-hidden="true">
                <rect class="free" x="0" y="0" width={WIDTH} height="18" />
                <rect class="others" x={ownWidth} y="0" width={at(others)} height="18" />
                <rect class="own" x="0" y="0" width={ownWidth} height="18" />
                <rect
                    class="reserve"
                    x={WIDTH - at(settings.reserveBytes)}
                    y="13"
                    width={at(settings.reserveBytes)}
                    height="5"
                />
            </svg>
            <figcaption>
                <span class="own">
                    {usedText(keeping)} in {plural(used.sessions, 'session')}
                    {settings.bytes === null && ', no limit'}
                </span>
                <span class="others">{bytes(others)} of others</span>
                <span class="free">{bytes(freeBytes)} free</span>
                <span class="reserve">{sizeText(settings.reserveBytes)} to stay free</span>
            </figcaption>
        </figure>
    );
}
