package dev.hydroscope.session;

import dev.hydroscope.format.Caveats;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The list of the sessions. */
final class SessionCatalogue {
    private static final String COLUMNS =
            "id, name, note, pinned, state, origin, started_nanos, ended_nanos, counts, bytes, caveats";

    private final Catalogue catalogue;

    SessionCatalogue(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** New or changed. */
    void put(SessionInfo info) {
        String sql = "merge into session (" + COLUMNS + ") key (id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        catalogue.attempt(at -> {
            try (PreparedStatement statement = at.prepareStatement(sql)) {
                write(info, statement);
                return statement.executeUpdate();
            }
        });
    }

    /** Oldest first. */
    List<SessionInfo> all() {
        return catalogue.attempt(at -> {
            try (PreparedStatement statement = at.prepareStatement("select " + COLUMNS + " from session order by id");
                    ResultSet rows = statement.executeQuery()) {
                List<SessionInfo> all = new ArrayList<>();
                while (rows.next()) {
                    all.add(read(rows));
                }
                return all;
            }
        });
    }

    void remove(String id) {
        catalogue.attempt(at -> {
            try (PreparedStatement statement = at.prepareStatement("delete from session where id = ?")) {
                statement.setString(1, id);
                return statement.executeUpdate();
            }
        });
    }

    private static void write(SessionInfo info, PreparedStatement statement) throws SQLException {
        statement.setString(1, info.id());
        statement.setString(2, info.name());
        statement.setString(3, info.note());
        statement.setBoolean(4, info.pinned());
        statement.setString(5, info.state().name());
        statement.setString(6, Json.text(info.origin()));
        statement.setLong(7, Nanos.of(info.startedAt()));
        statement.setObject(8, info.endedAt().map(Nanos::of).orElse(null));
        statement.setString(9, Json.text(info.counts()));
        statement.setLong(10, info.bytes());
        statement.setString(11, Json.text(info.caveats()));
    }

    private static SessionInfo read(ResultSet row) throws SQLException {
        return new SessionInfo(row.getString(1), row.getString(2), row.getString(3), row.getBoolean(4),
                SessionInfo.State.valueOf(row.getString(5)), Json.value(row.getString(6), SessionInfo.Origin.class),
                Nanos.instant(row.getLong(7)), Optional.ofNullable(row.getObject(8, Long.class)).map(Nanos::instant),
                Json.value(row.getString(9), Counts.class), row.getLong(10),
                Optional.ofNullable(row.getString(11)).map(text -> Json.value(text, Caveats.class)).orElse(Caveats.NONE));
    }
}
