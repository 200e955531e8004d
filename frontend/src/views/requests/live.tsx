import { count } from '../../ui/format';
import { Icon } from '../../ui/icon';
import type { Listing } from './listing';
import type { Hold } from './progress';

const WHY: Record<Exclude<Hold, ''>, string> = {
    asked: 'Paused',
    scrolled: 'Held while you read further down',
    reading: 'Held while a request is open',
};

/** Whether the list follows what comes; paused, how many wait. Its place keeps its width. */
export function Live({ listing, running }: { listing: Listing; running: boolean }) {
    void listing.version.value;
    const hold = listing.hold.value;
    const { waiting, overflown } = listing.rows;
    // Once the session has ended there is nothing to follow, but what was held back is still to be shown.
    if (!running && (hold === '' || (waiting === 0 && !listing.stale))) return null;
    if (hold === '') {
        return (
            <button
                type="button"
                class="button live"
                title="The list follows what comes. Pause it (p)"
                aria-keyshortcuts="p"
                onClick={() => listing.setHold('asked')}>
                <Icon name="pause" />
                Pause
            </button>
        );
    }
    return (
        <button
            type="button"
            class="button live held"
            title={`${WHY[hold]}, ${overflown ? 'over 2,000' : count(waiting)} wait: nothing is lost. Show what came (p)`}
            aria-keyshortcuts="p"
            onClick={() => listing.setHold('')}>
            <Icon name="play" />
            Resume <span class="live-waiting">{overflown ? '2,000+' : count(waiting)}</span>
            <span class="unseen"> waiting</span>
        </button>
    );
}
