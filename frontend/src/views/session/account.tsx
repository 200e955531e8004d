import type { Loss, Session } from '../../api';
import { Dialog } from '../../ui/dialog';
import { clock, count } from '../../ui/format';
import '../../ui/table.css';

const HOPS: Record<string, string> = {
    kernel: 'in the kernel: the ring buffer was full',
    queue: 'before the writer: its queue was full',
    store: 'at the disk: it could not be written',
    crash: 'with a crash of Hydroscope',
    unattached: 'before the attach, or after the detach',
};

/** Where every event went: stored, left out on purpose, or lost, with the hop and the time of each loss. */
export function Account({ session, losses, onClose }: { session: Session; losses: Loss[]; onClose: () => void }) {
    const { counts } = session;
    const lines: [string, number][] = [
        ['stored', counts.events],
        ['left out by a filter', counts.filtered],
        ['left out by sampling', counts.sampledOut],
        ['not decodable', counts.undecodable],
        ...Object.entries(counts.lost).map(([hop, lost]): [string, number] => [`lost ${HOPS[hop] ?? hop}`, lost]),
    ];
    return (
        <Dialog title="Where every event went" wide onClose={onClose}>
            <table class="table account">
                <tbody>
                    {lines.map(([name, events]) => (
                        <tr key={name} class={name.startsWith('lost') && events > 0 ? 'lost' : ''}>
                            <th scope="row">{name}</th>
                            <td class="number">{count(events)}</td>
                        </tr>
                    ))}
                    {counts.hits !== undefined && (
                        <tr>
                            <th scope="row">
                                <strong>fired</strong>
                                {session.endedAt === null && ' until now, some still under way'}
                            </th>
                            <td class="number">
                                <strong>{count(counts.hits)}</strong>
                            </td>
                        </tr>
                    )}
                </tbody>
            </table>
            {losses.length > 0 && <Losses losses={losses} />}
            {counts.truncated > 0 && (
                <p class="quiet account-note">
                    {count(counts.truncated)} values were cut at the session’s limit; each is marked.
                </p>
            )}
        </Dialog>
    );
}

function Losses({ losses }: { losses: Loss[] }) {
    return (
        <div class="account-losses">
            <h3>When events were lost</h3>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">From</th>
                        <th scope="col">To</th>
                        <th scope="col">Where</th>
                        <th scope="col" class="number">
                            Events
                        </th>
                    </tr>
                </thead>
                <tbody>
                    {losses.map((loss, i) => (
                        <tr key={i}>
                            <td title={loss.from}>{clock(loss.from)}</td>
                            <td title={loss.to}>{clock(loss.to)}</td>
                            <td>{HOPS[loss.hop] ?? loss.hop}</td>
                            <td class="number">{loss.count === null ? 'unknown' : count(loss.count)}</td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}
