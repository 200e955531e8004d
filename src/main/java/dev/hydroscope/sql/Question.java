package dev.hydroscope.sql;

import java.util.List;
import java.util.Map;

/**
 * A statement that somebody wants to be answered.
 *
 * @param parameters the texts of its `:name`s
 */
public record Question(String sql, Map<String, String> parameters, List<Place> sessions, SqlLimits limits) {
}
