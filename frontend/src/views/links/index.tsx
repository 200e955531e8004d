import { useState } from 'preact/hooks';
import { links as readLinks, revokeLink, sessions as readSessions, type SharedLink } from '../../api';
import { Confirm } from '../../ui/dialog';
import { useLoad } from '../../ui/load';
import { Note, Problem } from '../../ui/message';
import { Text } from '../../ui/text';
import { failed, toast } from '../../ui/toast';
import { LinkTable } from './table';
import { Uses } from './uses';
import './links.css';

const EVERY_MILLIS = 5000;

/** The shared views: who uses them, and an end to those that nobody should. */
export default function Links() {
    const links = useLoad(readLinks, [], EVERY_MILLIS);
    const sessions = useLoad(readSessions, []);
    const [leaving, setLeaving] = useState<SharedLink>();
    const [asked, setAsked] = useState<SharedLink>();
    const revoke = async (link: SharedLink) => {
        try {
            await revokeLink(link.key);
            toast('Revoked: it shows nothing any more.');
        } catch (reason) {
            failed(reason);
        }
        setLeaving(undefined);
        links.again();
    };
    const names = new Map((sessions.value ?? []).map(({ id, name }) => [id, name]));
    return (
        <main class="page">
            <div class="column links">
                <h1>Shared links</h1>
                <p class="quiet">
                    Each shows one view of one session, redacted and read-only, to whoever has it. A link is made by
                    Share, in the bar of a session.
                </p>
                {links.error !== undefined && <Problem error={links.error} retry={links.again} />}
                <div class="table-box">
                    {links.value === undefined && <Note title={links.error ? 'Not known' : 'Reading the links …'} />}
                    {links.value?.length === 0 && (
                        <Note title="Nothing is shared">
                            Open a session, narrow it down to what someone should see, and press Share.
                        </Note>
                    )}
                    {links.value !== undefined && links.value.length > 0 && (
                        <LinkTable links={links.value} names={names} onUses={setAsked} onRevoke={setLeaving} />
                    )}
                </div>
            </div>
            {leaving !== undefined && (
                <Confirm
                    title="Revoke this link?"
                    action="Revoke"
                    onClose={() => setLeaving(undefined)}
                    onConfirm={() => void revoke(leaving)}>
                    Whoever has it sees nothing any more, also where it is open now. This cannot be undone; what it
                    showed stays.
                    {leaving.note !== '' && (
                        <p>
                            <Text of={leaving.note} cut={200} />
                        </p>
                    )}
                </Confirm>
            )}
            {asked !== undefined && <Uses link={asked} onClose={() => setAsked(undefined)} />}
        </main>
    );
}
