import { useState } from 'preact/hooks';
import { deleteSession, type Session } from '../../api';
import { bytes, count } from '../../ui/format';
import { Confirm } from '../../ui/dialog';
import type { Loaded } from '../../ui/load';
import { Note, Problem } from '../../ui/message';
import { Text } from '../../ui/text';
import { failed, toast } from '../../ui/toast';
import { orderSessions } from './order';
import { SessionTable } from './table';

export function Sessions({ loaded }: { loaded: Loaded<Session[]> }) {
    const [leaving, setLeaving] = useState<Session>();
    const act = async (action: Promise<unknown>, done = '') => {
        try {
            await action;
            if (done !== '') toast(done);
        } catch (reason) {
            failed(reason);
        }
        setLeaving(undefined);
        loaded.again();
    };
    return (
        <section class="section" aria-labelledby="sessions">
            <header>
                <h2 id="sessions">Sessions</h2>
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
                    <SessionTable sessions={orderSessions(loaded.value)} act={act} onDelete={setLeaving} />
                )}
            </div>
            {leaving !== undefined && (
                <Confirm
                    title="Delete this session?"
                    action="Delete"
                    onClose={() => setLeaving(undefined)}
                    onConfirm={() => void act(deleteSession(leaving.id), `Deleted ${leaving.name}.`)}>
                    <strong>
                        <Text of={leaving.name} />
                    </strong>{' '}
                    with its {count(leaving.counts.requests)} requests and {bytes(leaving.bytes)} is taken off the disk.
                    This cannot be undone.
                </Confirm>
            )}
        </section>
    );
}
