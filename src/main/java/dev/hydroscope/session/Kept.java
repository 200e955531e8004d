package dev.hydroscope.session;

import java.time.Instant;
import java.util.Optional;

/**
 * A session as keeping looks at it.
 *
 * @param storedAt since when all of it lies here; of one that runs, now
 * @param linkedUntil when the last of its links that work expires
 */
record Kept(String id, long bytes, Instant storedAt, boolean over, boolean pinned, Optional<Instant> linkedUntil) {
    /** Why it is not deleted, whatever its age. */
    Optional<KeepingPlan.Why> exempt() {
        return !over ? Optional.of(KeepingPlan.Why.RUNNING) : pinned ? Optional.of(KeepingPlan.Why.PINNED)
                : linkedUntil.map(until -> KeepingPlan.Why.LINKED);
    }
}
