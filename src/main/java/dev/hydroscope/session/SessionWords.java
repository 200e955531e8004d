package dev.hydroscope.session;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What people say about a session: its name, a note, whether it is to be kept. Only what is given is changed. */
public final class SessionWords {
    private static final Set<String> KNOWN = new LinkedHashSet<>(List.of("name", "note", "pinned"));
    private static final int MOST_NOTE_CHARACTERS = 10_000;

    private final Fields fields;

    private SessionWords(Fields fields) {
        this.fields = fields;
    }

    /** The body of PATCH /api/sessions/S. */
    public static SessionWords read(JsonNode body) {
        SessionWords words = new SessionWords(new Fields(body, KNOWN));
        SessionSettings.name(words.fields.text("name", ""));
        words.fields.flag("pinned", false);
        words.fields.text("note", "", MOST_NOTE_CHARACTERS);
        return words;
    }

    SessionInfo on(SessionInfo info) {
        return info.told(SessionSettings.name(fields.text("name", info.name())),
                fields.text("note", info.note(), MOST_NOTE_CHARACTERS), fields.flag("pinned", info.pinned()));
    }
}
