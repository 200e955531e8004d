/** One figure of all of them together, and what belongs to it. */
export function Total({ name, value, more }: { name: string; value: string | undefined; more: string }) {
    return (
        <div class="total">
            <dt>{name}</dt>
            <dd>
                {value === undefined ? <span class="quiet">not known</span> : <strong>{value}</strong>}
                {more !== '' && <span class="quiet">{more}</span>}
            </dd>
        </div>
    );
}
