import { linkEnded, viewer, whyNot } from '../../api';
import { moment, sentence } from '../format';
import { Icon } from '../icon';
import { useLoad } from '../load';
import { Note } from '../message';
import { Text } from '../text';
import './guest.css';

/** Over every view of someone who came by a link: what they look at, and that it is not all. */
export function GuestBanner() {
    const who = viewer.value;
    if (who.kind !== 'link' || linkEnded.value !== undefined) return null;
    return (
        <aside class="guest" aria-label="About this shared view">
            <Icon name="link" />
            <span>
                <strong>A shared view, read-only.</strong>{' '}
                {who.redaction === 'strict' ? 'Most values are hidden' : 'Secrets and query strings are hidden'}. Open
                until {moment(who.expiresAt)}.
            </span>
            {who.note !== '' && (
                <span class="guest-note">
                    <Text of={who.note} cut={1000} />
                </span>
            )}
            <a href={who.view}>The view as it was shared</a>
        </aside>
    );
}

/** Stands in place of every view once the link has ended. */
export function LinkEnded() {
    const error = linkEnded.value;
    return (
        <main class="page">
            <h1 class="unseen">Shared view</h1>
            <Note title={sentence(error?.message ?? '')}>{sentence(error?.hint ?? '')}</Note>
        </main>
    );
}

/** What a guest's link does not lead to. */
export function OnlyTheView() {
    const who = viewer.value;
    return (
        <main class="page">
            <h1 class="unseen">Shared view</h1>
            <Note title="This link shows one view and nothing else">
                {who.kind === 'link' && <a href={who.view}>Go to the view</a>}
            </Note>
        </main>
    );
}

/** An address of a link that opened nothing. */
export function DeadLink({ path }: { path: string }) {
    const why = useLoad(() => whyNot(path), [path]);
    return (
        <main class="page">
            <h1 class="unseen">Shared view</h1>
            <Note title="This link opens nothing">{why.value === undefined ? '' : sentence(why.value)}</Note>
        </main>
    );
}
