import { Note } from '../../../ui/message';
import { QuicFacts } from '../../../ui/summary';
import type { Look } from '../look';
import './statistics.css';

/** What the connection came to in figures, and what of it is not known. */
export function Statistics({ look }: { look: Look }) {
    const summary = look.summary.value;
    return (
        <div class="quic-statistics" tabIndex={0} role="region" aria-label="Statistics of the connection">
            <h2 class="unseen">Figures of the connection</h2>
            {summary === undefined ? <Note title="Reading the connection …" /> : <QuicFacts of={summary} />}
        </div>
    );
}
