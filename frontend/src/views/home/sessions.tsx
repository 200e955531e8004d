import { useState } from 'preact/hooks';
import { deleteSession, links, type Session } from '../../api';
import type { Keeping } from '../../api/keeping';
import { bytes, plural } from '../../ui/format';
import { Confirm } from '../../ui/dialog';
import type { Loaded } from '../../ui/load';
import { Note, Problem } from '../../ui/message';
import { Text } from '../../ui/text';
import { failed, toast } from '../../ui/toast';
import { orderSessions } from './order';
import { KeepingButton } from './soon';
import { SessionTable } from './table';

/** What is about to be deleted, and how many links that still work lead there. */
interface Leaving {
    session: Session;
    links: number;
}

interface SessionsProps {
    loaded: Loaded<Session[]>;
    keeping: Loaded<Keeping>;
}

export function Sessions({ loaded, keeping }: SessionsProps) {
    const [leaving, setLeaving] = useState<Leaving>();
    const act = async (action: Promise<unknown>, done = '') => {
        try {
            await action;
            if (done !== '') toast(done);
        } catch (reason) {
            failed(reason);
        }
        setLeaving(undefined);
        loaded.again();
        keeping.again();
    };
    const ask = async (session: Session) => {
        try {
            const shown = (await links()).filter((link) => link.session === session.id && link.state === 'live');
            setLeaving({ session, links: shown.length });
        } catch (reason) {
            failed(reason);
        }
    };
    return (
        <section class="section" aria-labelledby="sessions">
            <header>
                <h2 id="sessions">Sessions</h2>
                <KeepingButton keeping={keeping.value} />
            </header>
            {loaded.error !== undefined && <Problem error={loaded.error} retry={loaded.again} />}
            <div class="table-box">
                {loaded.value === undefined && <Note title={loaded.error ? 'Not known' : 'Reading the sessions …'} />}
                {loaded.value?.length === 0 && (
                    <Note title="No session yet">
                        Attach to a process above: what it captures is kept here until you delete it.
                    </Note>
                )}
                {loaded.value !== undefined && loaded.value.length > 0 && (
                    <SessionTable
                        sessions={orderSessions(loaded.value)}
                        act={act}
                        keeping={keeping.value}
                        onDelete={(session) => void ask(session)}
                    />
                )}
            </div>
            {leaving !== undefined && (
                <Confirm
                    title="Delete this session?"
                    action={leaving.links === 0 ? 'Delete' : 'Revoke and delete'}
                    onClose={() => setLeaving(undefined)}
                    onConfirm={() => void act(gone(leaving), `Deleted ${leaving.session.name}.`)}>
                    <Lost of={leaving} />
                </Confirm>
            )}
        </section>
    );
}

const gone = ({ session, links: shown }: Leaving) => deleteSession(session.id, shown === 0 ? undefined : 'revoke');

function Lost({ of: { session, links: shown } }: { of: Leaving }) {
    return (
        <>
            <p>
                <strong>
                    <Text of={session.name} />
                </strong>{' '}
                with its {plural(session.counts.requests, 'request')} ({bytes(session.bytes)}) is taken off the disk.
                This cannot be undone.
            </p>
            {shown > 0 && (
                <p>
                    {plural(shown, 'shared link')} {shown === 1 ? 'leads' : 'lead'} to it and will be revoked: who has{' '}
                    {shown === 1 ? 'it' : 'one'} sees nothing more.
                </p>
            )}
        </>
    );
}
