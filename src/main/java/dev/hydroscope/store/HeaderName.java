package dev.hydroscope.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The name of a header, how often it came in requests and in responses, and its most frequent values. */
public record HeaderName(String name, long requests, long responses, List<Value> values) {
    /** A value and how often it came: exactly, or about. */
    public record Value(String text, long count, boolean exact) {
    }

    static List<HeaderName> read(Connection connection) throws SQLException {
        List<HeaderName> names = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT name, requests, responses, top FROM header_name ORDER BY requests + responses DESC, code");
                ResultSet result = select.executeQuery()) {
            while (result.next()) {
                List<Value> values = TopValues.list(result.getBytes(4)).stream()
                        .map(c -> new Value(new String(c.value(), StandardCharsets.UTF_8), c.count(), c.exact()))
                        .toList();
                names.add(new HeaderName(new String(result.getBytes(1), StandardCharsets.UTF_8), result.getLong(2),
                        result.getLong(3), values));
            }
        }
        return names;
    }
}
