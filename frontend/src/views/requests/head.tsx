import { Icon } from '../../ui/icon';
import type { Order } from '../../route';

const NAMES = ['Protocol', 'Method', 'Status', 'Authority', 'Path'];

/** The columns, and by which of them the list goes. */
export function ListHead({ order, onOrder }: { order: Order; onOrder: (order: Order) => void }) {
    const byTime = order !== 'duration';
    return (
        <div class="grid-row grid-head" role="row" aria-rowindex={1}>
            <span
                role="columnheader"
                aria-sort={order === 'newest' ? 'descending' : order === 'oldest' ? 'ascending' : undefined}>
                <button
                    type="button"
                    class="head-button"
                    onClick={() => onOrder(order === 'newest' ? 'oldest' : 'newest')}
                    title={order === 'newest' ? 'Newest first. Show the oldest first' : 'Show the newest first'}>
                    Time{byTime && <Icon name={order === 'newest' ? 'down' : 'up'} />}
                </button>
            </span>
            {NAMES.map((name) => (
                <span key={name} role="columnheader" class={name === 'Authority' ? 'sparer' : ''}>
                    {name}
                </span>
            ))}
            <span role="columnheader" class="number" aria-sort={byTime ? undefined : 'descending'}>
                <button
                    type="button"
                    class="head-button"
                    onClick={() => onOrder(byTime ? 'duration' : 'newest')}
                    title={byTime ? 'Show the slowest first' : 'Slowest first. Show the newest first'}>
                    {!byTime && <Icon name="down" />}Duration
                </button>
            </span>
            <span role="columnheader" class="number spare">
                Conn/Req
            </span>
        </div>
    );
}
