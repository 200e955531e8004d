import type { Session } from '../../api';
import { Dialog } from '../../ui/dialog';
import { Text } from '../../ui/text';
import { details } from './details';
import '../../ui/facts.css';

/** What a session captures, leaves out and hides. */
export function About({ session, onClose }: { session: Session; onClose: () => void }) {
    return (
        <Dialog title="What this session captures" wide onClose={onClose}>
            <dl class="facts plain">
                {details(session).map(([name, words]) => [
                    <dt key={name}>{name}</dt>,
                    <dd key={`${name} is`}>
                        <Text of={words} cut={2000} />
                    </dd>,
                ])}
            </dl>
        </Dialog>
    );
}
