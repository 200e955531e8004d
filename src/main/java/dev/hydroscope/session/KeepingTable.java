package dev.hydroscope.session;

import dev.hydroscope.session.KeepingPlan.Reason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The rows of keeping: its settings, since when sessions are stored, what was deleted for the limits. */
final class KeepingTable {
    /** Older ones go. */
    static final int MOST_DELETED = 200;

    private final Catalogue catalogue;

    /** What went; of its name and of what it held nothing is kept. */
    record Deleted(String session, Reason reason, Instant at, long bytes) {
    }

    KeepingTable(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    Optional<KeepingSettings> settings() {
        return catalogue.attempt(at -> {
            try (PreparedStatement select = at.prepareStatement("SELECT age_days, bytes, reserve_bytes FROM keeping");
                    ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(settings(row)) : Optional.empty();
            }
        });
    }

    private static KeepingSettings settings(ResultSet row) throws SQLException {
        Integer days = row.getObject(1, Integer.class);
        Long bytes = row.getObject(2, Long.class);
        return new KeepingSettings(days == null ? OptionalInt.empty() : OptionalInt.of(days),
                bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes), row.getLong(3));
    }

    void put(KeepingSettings settings) {
        catalogue.attempt(at -> {
            try (PreparedStatement merge = at.prepareStatement(
                    "MERGE INTO keeping (only_row, age_days, bytes, reserve_bytes) KEY (only_row) VALUES (1, ?, ?, ?)")) {
                merge.setObject(1, settings.ageDays().isPresent() ? settings.ageDays().getAsInt() : null);
                merge.setObject(2, settings.bytes().isPresent() ? settings.bytes().getAsLong() : null);
                merge.setLong(3, settings.reserveBytes());
                return merge.executeUpdate();
            }
        });
    }

    /** Of each session of which it is known. */
    Map<String, Instant> stored() {
        return catalogue.attempt(at -> {
            try (PreparedStatement select = at.prepareStatement(
                    "SELECT id, stored_nanos FROM session WHERE stored_nanos IS NOT NULL");
                    ResultSet row = select.executeQuery()) {
                Map<String, Instant> stored = new HashMap<>();
                while (row.next()) {
                    stored.put(row.getString(1), Nanos.instant(row.getLong(2)));
                }
                return stored;
            }
        });
    }

    void stored(String session, Instant since) {
        catalogue.attempt(at -> {
            try (PreparedStatement update = at.prepareStatement("UPDATE session SET stored_nanos = ? WHERE id = ?")) {
                update.setLong(1, Nanos.of(since));
                update.setString(2, session);
                return update.executeUpdate();
            }
        });
    }

    void deleted(Deleted gone) {
        catalogue.attempt(at -> {
            try (PreparedStatement insert = at.prepareStatement(
                    "INSERT INTO deletion (session, reason, at_nanos, bytes) VALUES (?, ?, ?, ?)")) {
                insert.setString(1, gone.session());
                insert.setString(2, gone.reason().name());
                insert.setLong(3, Nanos.of(gone.at()));
                insert.setLong(4, gone.bytes());
                insert.executeUpdate();
                return bound(at);
            }
        });
    }

    private static int bound(Connection at) throws SQLException {
        try (PreparedStatement bound = at.prepareStatement("DELETE FROM deletion WHERE id <= (SELECT id FROM deletion"
                + " ORDER BY id DESC OFFSET " + MOST_DELETED + " ROWS FETCH FIRST ROW ONLY)")) {
            return bound.executeUpdate();
        }
    }

    /** Latest first. */
    List<Deleted> deleted() {
        return catalogue.attempt(at -> {
            try (PreparedStatement select = at.prepareStatement(
                    "SELECT session, reason, at_nanos, bytes FROM deletion ORDER BY id DESC");
                    ResultSet row = select.executeQuery()) {
                List<Deleted> deleted = new ArrayList<>();
                while (row.next()) {
                    deleted.add(new Deleted(row.getString(1), Reason.valueOf(row.getString(2)), Nanos.instant(row.getLong(3)),
                            row.getLong(4)));
                }
                return deleted;
            }
        });
    }
}
