package dev.hydroscope.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hydroscope.store.Redaction;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;

/** What a link is asked to be. */
public record LinkSettings(String session, String view, String note, Redaction redaction, Instant expiresAt) {
    static final Duration SHORTEST = Duration.ofHours(1);
    static final Duration LONGEST = Duration.ofDays(90);
    private static final String USUAL = "7d";
    private static final int MOST_NOTE = 1000;
    private static final Set<String> KNOWN =
            new LinkedHashSet<>(List.of("session", "view", "note", "expires", "redaction"));

    /** The body of POST /api/links. */
    public static LinkSettings read(JsonNode body) {
        Fields fields = new Fields(body, KNOWN);
        String session = fields.text("session", "");
        if (!SessionId.valid(session)) {
            throw Problem.of("session", "is no session's id", "send the id of one of GET /api/sessions");
        }
        String view = fields.text("view", "/sessions/" + session, LinkView.MOST);
        LinkView.of(session, view).extent(conn -> 0);
        return new LinkSettings(session, view, fields.text("note", "", MOST_NOTE), redaction(fields.text("redaction", "standard")),
                expires(fields.text("expires", USUAL), Instant.now()));
    }

    private static Redaction redaction(String word) {
        for (Redaction redaction : Redaction.values()) {
            if (redaction.name().toLowerCase(Locale.ROOT).equals(word)) {
                return redaction;
            }
        }
        throw Problem.of("redaction", "is \"" + word + "\"", "send standard or strict");
    }

    /** So long from now, or a moment. */
    private static Instant expires(String text, Instant now) {
        OptionalLong millis = Units.millis(text);
        Instant at;
        try {
            at = millis.isPresent() ? now.plusMillis(millis.getAsLong()) : Instant.parse(text);
        } catch (DateTimeException e) {
            throw Problem.of("expires", "is \"" + text + "\", which is no time", "send 12h, 7d or 2026-01-31T12:00:00Z");
        }
        if (at.isBefore(now.plus(SHORTEST).minusSeconds(1)) || at.isAfter(now.plus(LONGEST).plusSeconds(1))) {
            throw Problem.of("expires", "is out of its range", "a link lives for an hour at least and 90 days at most");
        }
        return at;
    }
}
