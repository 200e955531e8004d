package dev.hydroscope.session;

import java.time.Instant;
import java.util.Optional;

/** What someone wrote beside a moment of a session, or beside a request. */
public record SessionNote(long id, Optional<Instant> at, Optional<Place> request, String text, Instant createdAt) {
    /** A request, by its numbers. */
    public record Place(long conn, long req) {
    }
}
