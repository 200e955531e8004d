package dev.hydroscope.session;

import dev.hydroscope.store.Redaction;
import java.time.Instant;
import java.util.Optional;

/**
 * A shared view. Its id is known to those it was given to; here it is called by its key, which opens nothing.
 *
 * @param view the page's path and query
 * @param uses how often it was opened
 */
public record Link(String key, String session, String view, String note, Redaction redaction, Instant createdAt,
        Instant expiresAt, Optional<Instant> revokedAt, long uses, Optional<Instant> usedAt) {

    public boolean live() {
        return revokedAt.isEmpty() && Instant.now().isBefore(expiresAt);
    }

    Link opened(Instant at) {
        return new Link(key, session, view, note, redaction, createdAt, expiresAt, revokedAt, uses + 1, Optional.of(at));
    }

    Link revoked(Instant at) {
        return new Link(key, session, view, note, redaction, createdAt, expiresAt,
                Optional.of(revokedAt.orElse(at)), uses, usedAt);
    }
}
