import { useState } from 'preact/hooks';
import type { Session } from '../../api';
import { Dialog } from '../../ui/dialog';
import { count, plural } from '../../ui/format';
import { Icon } from '../../ui/icon';
import { Text } from '../../ui/text';
import { format, navigate, requestsOf } from '../../route';
import type { Answered } from './desk';
import { selections, type Selection } from './selection';

interface OpenProps {
    answered: Answered;
    order: readonly number[];
    sessions: readonly Session[];
}

/** The requests of an answer in the explorer; where they are of several sessions, or too many to be said, it asks. */
export function OpenSelection({ answered, order, sessions }: OpenProps) {
    const [asked, setAsked] = useState<Selection[]>();
    const able = answered.answer.columns.some(({ name }) => name.toLowerCase() === 'conn');
    if (!able) return null;
    const open = () => {
        const found = selections(answered.answer, order, answered.question.sessions);
        const [only] = found;
        if (found.length === 1 && only !== undefined && only.named === only.all)
            navigate(requestsOf(only.session, only.q));
        else setAsked(found);
    };
    return (
        <>
            <button type="button" class="button small" disabled={order.length === 0} onClick={open}>
                <Icon name="filter" />
                Open as selection
            </button>
            {asked !== undefined && (
                <Dialog title="Open as selection" onClose={() => setAsked(undefined)}>
                    {asked.length === 0 && (
                        <p>
                            No row says of which request it is: select `session` and `conn`, and `req` if there is one.
                        </p>
                    )}
                    <ul class="sql-selections">
                        {asked.map(({ session, q, named, all, what }) => (
                            <li key={session}>
                                <a href={hrefOf(session, q)}>
                                    <Text of={sessions.find(({ id }) => id === session)?.name ?? session} cut={80} />
                                </a>
                                <span class="quiet">
                                    {named < all
                                        ? `the first ${count(named)} of ${count(all)} ${what}: a search says no more`
                                        : plural(all, what === 'requests' ? 'request' : 'connection')}
                                </span>
                            </li>
                        ))}
                    </ul>
                </Dialog>
            )}
        </>
    );
}

const hrefOf = (session: string, q: string): string => format(requestsOf(session, q));
