package dev.hydroscope.store;

import dev.hydroscope.quic.ConnectionSummary;
import dev.hydroscope.quic.Measure;
import dev.hydroscope.quic.Word;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a summary stands in its table: a column for each measure, then one for each word. */
final class QuicRows {
    private static final Measure[] MEASURES = Measure.values();
    private static final Word[] WORDS = Word.values();
    static final List<String> COLUMNS = Stream.concat(Arrays.stream(MEASURES), Arrays.stream(WORDS))
            .map(column -> column.name().toLowerCase(Locale.ROOT)).toList();
    private static final String NAMES = "id, " + String.join(", ", COLUMNS);
    static final String SELECT = "SELECT " + NAMES + " FROM quic ";
    /** The version of the schema that brought them. */
    private static final int SINCE = 2;
    private static final String SELECT_NONE = "SELECT " + "id, " + COLUMNS.stream().map(column -> "NULL AS " + column)
            .collect(Collectors.joining(", ")) + " FROM (SELECT id FROM connection WHERE FALSE) quic ";
    static final String VALUES = "INTO quic (" + NAMES + ") VALUES ("
            + Collections.nCopies(COLUMNS.size() + 1, "?").stream().collect(Collectors.joining(", ")) + ")";

    private QuicRows() {
    }

    /** A file that was sealed before there were summaries has none, and cannot get any. */
    static String select(Connection connection) throws SQLException {
        try (PreparedStatement version = connection.prepareStatement("SELECT COALESCE(MAX(version), 0) FROM schema_version");
                ResultSet result = version.executeQuery()) {
            result.next();
            return result.getInt(1) >= SINCE ? SELECT : SELECT_NONE;
        }
    }

    static void bind(PreparedStatement statement, long connection, ConnectionSummary summary) throws SQLException {
        statement.setLong(1, connection);
        int place = 2;
        for (Measure measure : MEASURES) {
            if (summary.knows(measure)) {
                statement.setLong(place++, summary.get(measure));
            } else {
                statement.setNull(place++, Types.BIGINT);
            }
        }
        for (Word word : WORDS) {
            statement.setString(place++, summary.get(word));
        }
    }

    /** The rows of a statement that begins with {@link #SELECT}. */
    static List<QuicRow> rows(PreparedStatement statement) throws SQLException {
        List<QuicRow> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                rows.add(row(result));
            }
        }
        return rows;
    }

    static QuicRow row(ResultSet result) throws SQLException {
        ConnectionSummary summary = new ConnectionSummary();
        int place = 2;
        for (Measure measure : MEASURES) {
            long value = result.getLong(place++);
            summary.set(measure, result.wasNull() ? ConnectionSummary.UNKNOWN : value);
        }
        for (Word word : WORDS) {
            summary.set(word, result.getString(place++));
        }
        return new QuicRow(result.getLong(1), summary);
    }
}
