import type { Filters } from '../../api';
import { Text } from '../../ui/text';

/** What the session was told to leave out, where it was. */
export function Kept({ filters }: { filters: Filters }) {
    const connections = [...filters.addresses, ...filters.sni];
    return (
        <>
            {connections.length > 0 && (
                <p class="quiet account-note">
                    Connections kept: <Text of={connections.join(', ')} />, and those of which it could not be told.
                </p>
            )}
            {filters.withhold.length > 0 && (
                <p class="quiet account-note">
                    Values never read: <Text of={filters.withhold.join(', ')} />.
                </p>
            )}
        </>
    );
}
