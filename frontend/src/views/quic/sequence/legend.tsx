import { FAMILIES } from '../frames';

/** What the colours and shapes mean. */
export function Legend() {
    return (
        <ul class="sequence-legend" aria-label="What colours and shapes mean">
            {Object.values(FAMILIES).map(({ name, colour }) => (
                <li key={name}>
                    <span class="sequence-swatch" style={{ background: `var(--${colour})` }} /> {name}
                </li>
            ))}
            <li>
                <span class="sequence-mark lost">×</span> lost, by reordering
            </li>
            <li>
                <span class="sequence-mark lost">⊗</span> by time
            </li>
            <li>
                <span class="sequence-mark lost">⊠</span> not told why
            </li>
            <li>
                <span class="sequence-mark">- - -</span> declared lost, acknowledged later
            </li>
        </ul>
    );
}
