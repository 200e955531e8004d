import type { SharedLink } from '../../api';
import { count, moment } from '../../ui/format';
import { Missing, Text } from '../../ui/text';
import { viewName } from './name';

interface TableProps {
    links: SharedLink[];
    /** Of the sessions, by their ids. */
    names: Map<string, string>;
    onUses: (link: SharedLink) => void;
    onRevoke: (link: SharedLink) => void;
}

export function LinkTable({ links, names, onUses, onRevoke }: TableProps) {
    return (
        <table class="table">
            <thead>
                <tr>
                    <th scope="col" class="wide">
                        View
                    </th>
                    <th scope="col" class="spare">
                        Note
                    </th>
                    <th scope="col">Hidden</th>
                    <th scope="col">Works until</th>
                    <th scope="col" class="number">
                        Opened
                    </th>
                    <th scope="col">Last</th>
                    <th scope="col">
                        <span class="unseen">Actions</span>
                    </th>
                </tr>
            </thead>
            <tbody>
                {links.map((link) => (
                    <tr key={link.key} class={link.state === 'live' ? '' : 'over'}>
                        <td class="wide">
                            <a class="ellipsis" href={link.view}>
                                <Text of={names.get(link.session) ?? link.session} cut={60} />
                            </a>
                            <span class="quiet links-view">
                                <Text of={viewName(link.view)} cut={120} />
                            </span>
                        </td>
                        <td class="spare links-note">
                            {link.note === '' ? <Missing>none</Missing> : <Text of={link.note} cut={120} />}
                        </td>
                        <td>{link.redaction}</td>
                        <td>
                            {link.state === 'revoked'
                                ? `revoked ${moment(link.revokedAt ?? '')}`
                                : link.state === 'expired'
                                  ? `expired ${moment(link.expiresAt)}`
                                  : moment(link.expiresAt)}
                        </td>
                        <td class="number">
                            <button
                                type="button"
                                class="link-button"
                                aria-haspopup="dialog"
                                aria-label={`Opened ${count(link.uses)} times: who and when`}
                                onClick={() => onUses(link)}>
                                {count(link.uses)}
                            </button>
                        </td>
                        <td>{link.usedAt === null ? <Missing>never</Missing> : moment(link.usedAt)}</td>
                        <td class="links-actions">
                            {link.state === 'live' && (
                                <button type="button" class="button small danger" onClick={() => onRevoke(link)}>
                                    Revoke
                                </button>
                            )}
                        </td>
                    </tr>
                ))}
            </tbody>
        </table>
    );
}
