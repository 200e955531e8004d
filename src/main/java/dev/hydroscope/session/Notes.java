package dev.hydroscope.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hydroscope.store.Lens;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The notes beside the moments and requests of sessions. */
public final class Notes {
    static final int MOST_TEXT = 4000;
    static final int MOST_NOTES = 1000;
    private static final Set<String> FIELDS = new LinkedHashSet<>(List.of("at", "conn", "req", "text"));
    private static final String SELECT =
            "SELECT id, at_nanos, conn, req, words, created_nanos FROM session_note WHERE session = ? ";

    private final Sessions sessions;
    private final Catalogue catalogue;

    Notes(Sessions sessions, Catalogue catalogue) {
        this.sessions = sessions;
        this.catalogue = catalogue;
    }

    /** In the order they were written; only those of what a lens shows. */
    public List<SessionNote> of(String session, Lens lens) {
        sessions.get(session);
        List<SessionNote> all = catalogue.attempt(at -> select(at, session, ""));
        return lens.clear() ? all : sessions.read(session, lens, reader -> all.stream().filter(note -> note.request()
                .map(place -> reader.request(place.conn(), place.req()).isPresent())
                .orElseGet(() -> lens.shows(Nanos.of(note.at().orElse(Instant.EPOCH))))).toList());
    }

    /** The body of POST …/notes: a moment or a request, and what is to be said of it. */
    public SessionNote add(String session, JsonNode body) {
        Fields fields = new Fields(body, FIELDS);
        Optional<Instant> at = at(fields);
        Optional<SessionNote.Place> request = request(fields);
        if (at.isPresent() == request.isPresent()) {
            throw Problem.of("at", "and a request are either both there or both missing", "send at, or conn and req");
        }
        String text = text(fields);
        request.ifPresent(place -> sessions.read(session, reader -> reader.request(place.conn(), place.req()))
                .orElseThrow(() -> Problem.of("req", "is no request of this session", "copy conn and req from one that is")));
        if (of(session, Lens.NONE).size() >= MOST_NOTES) {
            throw new Problem(Problem.Kind.CONFLICT, "this session has " + MOST_NOTES + " notes already", "delete some");
        }
        return catalogue.attempt(connection -> insert(connection, session,
                new SessionNote(0, at, request, text, Instant.now())));
    }

    /** As it was written elsewhere. */
    SessionNote put(String session, SessionNote note) {
        return catalogue.attempt(connection -> insert(connection, session, note));
    }

    private static Optional<Instant> at(Fields fields) {
        try {
            return fields.has("at") ? Optional.of(Instant.parse(fields.text("at", ""))) : Optional.empty();
        } catch (DateTimeException e) {
            throw Problem.of("at", "is no time", "send it as 2026-01-31T12:00:00.123456789Z");
        }
    }

    private static Optional<SessionNote.Place> request(Fields fields) {
        if (fields.has("conn") != fields.has("req")) {
            throw Problem.of("req", "and conn go together", "send both, or at");
        }
        return fields.has("conn") ? Optional.of(new SessionNote.Place(fields.integer("conn", 0, 1L << 53, 0),
                fields.integer("req", 0, 1L << 53, 0))) : Optional.empty();
    }

    private static String text(Fields fields) {
        String text = fields.text("text", "", MOST_TEXT).strip();
        if (text.isEmpty()) {
            throw Problem.of("text", "is missing", "say something, or delete the note");
        }
        return text;
    }

    /** The body of PATCH …/notes/N. */
    public SessionNote change(String session, long id, JsonNode body) {
        String text = text(new Fields(body, Set.of("text")));
        get(session, id);
        catalogue.attempt(at -> {
            try (PreparedStatement update = at.prepareStatement("UPDATE session_note SET words = ? WHERE session = ? AND id = ?")) {
                update.setString(1, text);
                update.setString(2, session);
                update.setLong(3, id);
                return update.executeUpdate();
            }
        });
        return get(session, id);
    }

    private SessionNote get(String session, long id) {
        sessions.get(session);
        return catalogue.attempt(at -> select(at, session, "AND id = " + id)).stream().findFirst().orElseThrow(
                () -> new Problem(Problem.Kind.MISSING, "this session has no note " + id, "GET its notes lists them"));
    }

    public void delete(String session, long id) {
        get(session, id);
        remove(session, "AND id = " + id);
    }

    /** With their session. */
    void remove(String session) {
        remove(session, "");
    }

    private void remove(String session, String which) {
        catalogue.attempt(at -> {
            try (PreparedStatement delete = at.prepareStatement("DELETE FROM session_note WHERE session = ? " + which)) {
                delete.setString(1, session);
                return delete.executeUpdate();
            }
        });
    }

    private static SessionNote insert(Connection at, String session, SessionNote note) throws SQLException {
        try (PreparedStatement insert = at.prepareStatement("INSERT INTO session_note (session, at_nanos, conn, req, words,"
                + " created_nanos) VALUES (?, ?, ?, ?, ?, ?)", new String[] {"ID"})) {
            insert.setString(1, session);
            insert.setObject(2, note.at().map(Nanos::of).orElse(null));
            insert.setObject(3, note.request().map(SessionNote.Place::conn).orElse(null));
            insert.setObject(4, note.request().map(SessionNote.Place::req).orElse(null));
            insert.setString(5, note.text());
            insert.setLong(6, Nanos.of(note.createdAt()));
            insert.executeUpdate();
            try (ResultSet keys = insert.getGeneratedKeys()) {
                keys.next();
                return new SessionNote(keys.getLong(1), note.at(), note.request(), note.text(), note.createdAt());
            }
        }
    }

    private static List<SessionNote> select(Connection at, String session, String which) throws SQLException {
        try (PreparedStatement select = at.prepareStatement(SELECT + which + " ORDER BY id")) {
            select.setString(1, session);
            List<SessionNote> notes = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Optional<Long> conn = Optional.ofNullable(row.getObject(3, Long.class));
                    long req = row.getLong(4);
                    notes.add(new SessionNote(row.getLong(1),
                            Optional.ofNullable(row.getObject(2, Long.class)).map(Nanos::instant),
                            conn.map(number -> new SessionNote.Place(number, req)), row.getString(5),
                            Nanos.instant(row.getLong(6))));
                }
            }
            return notes;
        }
    }
}
