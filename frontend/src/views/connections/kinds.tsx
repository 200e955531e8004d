import type { ConnectionKinds } from '../../api';
import { CONNECTION_KINDS, type ConnectionKind, type ConnectionsRoute, format } from '../../route';
import { count } from '../../ui/format';

const NAMES: Partial<Record<ConnectionKind, string>> = { unseen: 'no request seen', never: 'never HTTP' };

interface KindsProps {
    route: ConnectionsRoute;
    of: ConnectionKinds | undefined;
}

/** What came on the connections, each with how many: chosen, the list has only those. */
export function Kinds({ route, of }: KindsProps) {
    const { kind: chosen, conn: _, request: __, ...rest } = route;
    const came = CONNECTION_KINDS.filter((kind) => kind === chosen || (of?.[kind] ?? 0) > 0);
    if (came.length < 2 && chosen === undefined) return null;
    const to = (kind: ConnectionKind | undefined) =>
        format({ ...rest, conn: '', ...(kind === undefined ? {} : { kind }) });
    return (
        <nav class="segments" aria-label="Which connections">
            <a href={to(undefined)} aria-current={chosen === undefined ? 'page' : undefined}>
                All
            </a>
            {came.map((kind) => (
                <a key={kind} href={to(kind)} aria-current={kind === chosen ? 'page' : undefined}>
                    {NAMES[kind] ?? kind} <span class="quiet">{count(of?.[kind] ?? 0)}</span>
                </a>
            ))}
        </nav>
    );
}
