import './status.css';

/** A status with its class as a colour and a shape, so that either alone tells it. */
export function Status({ of }: { of: number | null }) {
    if (of === null || of === 0)
        return (
            <span class="status none" title="no response seen">
                none
            </span>
        );
    const kind = of >= 100 && of < 600 ? Math.floor(of / 100) : 0;
    return <span class={`status s${kind}`}>{of}</span>;
}
