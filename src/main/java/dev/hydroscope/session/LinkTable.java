package dev.hydroscope.session;

import dev.hydroscope.store.Redaction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of links and of their uses. */
final class LinkTable {
    /** Of one link; older ones go. */
    static final int MOST_USES = 1000;
    private static final String COLUMNS = "link_key, session, page, note, redaction, created_nanos, expires_nanos,"
            + " revoked_nanos, uses, used_nanos, id_hash, pseudonyms";

    private final Catalogue catalogue;

    /** A link with what nobody is told. */
    record Secret(Link link, byte[] idHash, byte[] pseudonyms) {
    }

    LinkTable(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    void put(Secret secret) {
        catalogue.attempt(at -> {
            try (PreparedStatement statement = at.prepareStatement("MERGE INTO link (" + COLUMNS
                    + ") KEY (link_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
                Link link = secret.link();
                statement.setString(1, link.key());
                statement.setString(2, link.session());
                statement.setString(3, link.view());
                statement.setString(4, link.note());
                statement.setString(5, link.redaction().name());
                statement.setLong(6, Nanos.of(link.createdAt()));
                statement.setLong(7, Nanos.of(link.expiresAt()));
                statement.setObject(8, link.revokedAt().map(Nanos::of).orElse(null));
                statement.setLong(9, link.uses());
                statement.setObject(10, link.usedAt().map(Nanos::of).orElse(null));
                statement.setBytes(11, secret.idHash());
                statement.setBytes(12, secret.pseudonyms());
                return statement.executeUpdate();
            }
        });
    }

    List<Secret> all() {
        return catalogue.attempt(at -> {
            try (PreparedStatement statement = at.prepareStatement("SELECT " + COLUMNS + " FROM link ORDER BY link_key");
                    ResultSet rows = statement.executeQuery()) {
                List<Secret> all = new ArrayList<>();
                while (rows.next()) {
                    all.add(new Secret(link(rows), rows.getBytes(11), rows.getBytes(12)));
                }
                return all;
            }
        });
    }

    private static Link link(ResultSet row) throws SQLException {
        return new Link(row.getString(1), row.getString(2), row.getString(3), row.getString(4),
                Redaction.valueOf(row.getString(5)), Nanos.instant(row.getLong(6)), Nanos.instant(row.getLong(7)),
                moment(row, 8), row.getLong(9), moment(row, 10));
    }

    private static Optional<Instant> moment(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, Long.class)).map(Nanos::instant);
    }

    void remove(String key) {
        catalogue.attempt(at -> {
            try (PreparedStatement statement = at.prepareStatement("DELETE FROM link WHERE link_key = ?")) {
                statement.setString(1, key);
                return statement.executeUpdate();
            }
        });
    }

    /** A use that is new, or the one that has that moment with what came since. */
    void use(String key, LinkUse use) {
        catalogue.attempt(at -> {
            try (PreparedStatement change = at.prepareStatement("UPDATE link_use SET requests = ?, last_nanos = ?"
                    + " WHERE link_key = ? AND at_nanos = ? AND address = ? AND agent = ?")) {
                change.setLong(1, use.requests());
                change.setLong(2, Nanos.of(use.lastAt()));
                change.setString(3, key);
                change.setLong(4, Nanos.of(use.at()));
                change.setString(5, use.address());
                change.setString(6, use.agent());
                return change.executeUpdate() > 0 ? 0 : insert(at, key, use);
            }
        });
    }

    private static int insert(java.sql.Connection at, String key, LinkUse use) throws SQLException {
        try (PreparedStatement statement = at.prepareStatement("INSERT INTO link_use (link_key, at_nanos, address, agent, opened,"
                + " requests, last_nanos) VALUES (?, ?, ?, ?, ?, ?, ?)");
                PreparedStatement bound = at.prepareStatement("DELETE FROM link_use WHERE link_key = ? AND id <= (SELECT id FROM"
                        + " link_use WHERE link_key = ? ORDER BY id DESC OFFSET " + MOST_USES + " ROWS FETCH FIRST ROW ONLY)")) {
            statement.setString(1, key);
            statement.setLong(2, Nanos.of(use.at()));
            statement.setString(3, use.address());
            statement.setString(4, use.agent());
            statement.setBoolean(5, use.opened());
            statement.setLong(6, use.requests());
            statement.setLong(7, Nanos.of(use.lastAt()));
            statement.executeUpdate();
            bound.setString(1, key);
            bound.setString(2, key);
            return bound.executeUpdate();
        }
    }

    /** Latest first. */
    List<LinkUse> uses(String key) {
        return catalogue.attempt(at -> {
            try (PreparedStatement statement = at.prepareStatement("SELECT at_nanos, address, agent, opened, requests, last_nanos"
                    + " FROM link_use WHERE link_key = ? ORDER BY id DESC")) {
                statement.setString(1, key);
                List<LinkUse> uses = new ArrayList<>();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        uses.add(new LinkUse(Nanos.instant(row.getLong(1)), row.getString(2), row.getString(3),
                                row.getBoolean(4), row.getLong(5), Nanos.instant(row.getLong(6))));
                    }
                }
                return uses;
            }
        });
    }
}
