package dev.hydroscope.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Adds up the probes of a file, and notes which rows hold their events, that was written when nobody did. */
final class ProbeDerivation {
    private static final int ROWS = 500;
    private static final String ORDERED = "SELECT id, first_at FROM event";
    private static final String REQUESTS = "SELECT * FROM request WHERE id > ? ORDER BY id LIMIT " + ROWS;

    private final Connection connection;
    private final Names names;
    private final Probes probes;
    private final ProbeTallies tallies;
    private final Journal journal;

    private record Place(long id, long firstAt) {
    }

    ProbeDerivation(Connection connection, Names names, Probes probes) throws SQLException {
        this.connection = connection;
        this.names = names;
        this.probes = probes;
        this.tallies = new ProbeTallies(connection, probes);
        this.journal = new Journal(connection);
    }

    void run() throws SQLException {
        events();
        requests();
        tallies.flush(true);
        journal.flush();
        connection.commit();
    }

    /** In the order of their times, as far as rows are. */
    private void events() throws SQLException {
        List<Place> places = places();
        try (PreparedStatement select = connection.prepareStatement("SELECT data FROM event WHERE id = ?")) {
            int done = 0;
            for (Place place : places) {
                select.setLong(1, place.id());
                try (ResultSet result = select.executeQuery()) {
                    result.next();
                    add(place.id(), ChunkReader.read(probes, result.getBytes(1)));
                }
                if (++done % ROWS == 0) {
                    tallies.flush(false);
                    journal.flush();
                    connection.commit();
                }
            }
        }
    }

    private List<Place> places() throws SQLException {
        List<Place> places = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(ORDERED); ResultSet result = select.executeQuery()) {
            while (result.next()) {
                places.add(new Place(result.getLong(1), result.getLong(2)));
            }
        }
        places.sort(Comparator.comparingLong(Place::firstAt));
        return places;
    }

    private void add(long chunk, List<EventRow> rows) throws SQLException {
        for (int i = 0; i < rows.size(); i++) {
            var event = rows.get(i).event();
            tallies.add(event);
            journal.add(chunk, i, probes.entry(event.probe()).code(), event.atNanos());
        }
    }

    private void requests() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(REQUESTS)) {
            long last = -1;
            for (int found = ROWS; found == ROWS;) {
                found = 0;
                select.setLong(1, last);
                try (ResultSet result = select.executeQuery()) {
                    for (; result.next(); found++) {
                        last = result.getLong(1);
                        headers(RequestTable.row(result, names, false).cursor());
                    }
                }
                tallies.flush(false);
                connection.commit();
            }
        }
    }

    private void headers(HeaderCursor cursor) throws SQLException {
        while (cursor.next()) {
            tallies.header(cursor.atNanos(), cursor.response());
        }
    }
}
