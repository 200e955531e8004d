import { linkUses, type SharedLink } from '../../api';
import { Dialog } from '../../ui/dialog';
import { count, moment } from '../../ui/format';
import { useLoad } from '../../ui/load';
import { Note, Problem } from '../../ui/message';
import { Missing, Text } from '../../ui/text';

/** Who came by a link: the latest first, as far back as they are kept. */
export function Uses({ link, onClose }: { link: SharedLink; onClose: () => void }) {
    const uses = useLoad((signal) => linkUses(link.key, signal), [link.key, link.uses]);
    return (
        <Dialog title="Who used this link" wide onClose={onClose}>
            {uses.error !== undefined && <Problem error={uses.error} retry={uses.again} />}
            {uses.value?.length === 0 && <Note title="Nobody has opened it yet" />}
            {uses.value !== undefined && uses.value.length > 0 && (
                <div class="table-box">
                    <table class="table">
                        <thead>
                            <tr>
                                <th scope="col">When</th>
                                <th scope="col">From</th>
                                <th scope="col" class="wide">
                                    Browser
                                </th>
                                <th scope="col" class="number">
                                    Asked
                                </th>
                                <th scope="col">Last</th>
                            </tr>
                        </thead>
                        <tbody>
                            {uses.value.map((use) => (
                                <tr key={`${use.at} ${use.address} ${use.agent}`}>
                                    <td>
                                        {moment(use.at)}
                                        {!use.opened && <span class="quiet"> by its cookie</span>}
                                    </td>
                                    <td>
                                        <Text of={use.address} />
                                    </td>
                                    <td class="wide links-agent">
                                        {use.agent === '' ? <Missing>not told</Missing> : <Text of={use.agent} />}
                                    </td>
                                    <td class="number">{count(use.requests)}</td>
                                    <td>{moment(use.lastAt)}</td>
                                </tr>
                            ))}
                        </tbody>
                    </table>
                </div>
            )}
        </Dialog>
    );
}
