package dev.hydroscope.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hydroscope.sql.SqlLimits;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What somebody wants to be asked of which sessions, checked.
 *
 * @param form as what kind of file; none: as a page shows it
 */
public record SqlWish(String sql, Map<String, String> parameters, List<String> sessions, SqlLimits limits, Optional<Form> form) {
    public static final int MOST_SESSIONS = 100;
    static final int MOST_BYTES = 64 << 10;
    static final int MOST_PARAMETERS = 100;
    static final int MOST_VALUE = 4000;
    static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");
    private static final Set<String> FIELDS = new LinkedHashSet<>(List.of("sql", "parameters", "sessions", "limit", "format"));

    /** Of a file. */
    public enum Form {
        JSON, CSV;

        static Form of(String word) {
            return Stream.of(values()).filter(form -> form.name().toLowerCase(Locale.ROOT).equals(word)).findFirst()
                    .orElseThrow(() -> Problem.of("format", "is \"" + word + "\"", "send json or csv"));
        }
    }

    public SqlWish {
        parameters = Map.copyOf(parameters);
        sessions = List.copyOf(sessions);
    }

    /** The body of POST /api/sql. */
    public static SqlWish read(JsonNode body) {
        Fields fields = new Fields(body, FIELDS);
        return of(fields.text("sql", "", MOST_BYTES), fields.texts("parameters", MOST_PARAMETERS, MOST_VALUE),
                fields.list("sessions", List.of()), fields.integer("limit", 1, SqlLimits.MOST.rows(), 0),
                fields.text("format", ""));
    }

    /**
     * @param limit of rows; 0: as many as is usual, or for a file as many as there may be
     * @param format `csv`, `json` or ""
     */
    public static SqlWish of(String sql, Map<String, String> parameters, List<String> sessions, long limit, String format) {
        if (sql.isBlank()) {
            throw Problem.of("sql", "is missing", "send a SELECT over the views that GET /api/sql/schema lists");
        }
        if (sql.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw Problem.of("sql", "is longer than " + MOST_BYTES + " bytes", "say it shorter");
        }
        checkParameters(parameters);
        List<String> distinct = sessions.stream().distinct().toList();
        if (distinct.isEmpty()) {
            throw Problem.of("sessions", "are missing", "name at least one of GET /api/sessions");
        }
        if (distinct.size() > MOST_SESSIONS) {
            throw Problem.of("sessions", "are more than " + MOST_SESSIONS, "ask fewer of them at a time");
        }
        Optional<Form> form = format.isEmpty() ? Optional.empty() : Optional.of(Form.of(format));
        return new SqlWish(sql, parameters, distinct, limits(limit, form.isPresent()), form);
    }

    private static void checkParameters(Map<String, String> parameters) {
        if (parameters.size() > MOST_PARAMETERS) {
            throw Problem.of("parameters", "are more than " + MOST_PARAMETERS, "send fewer");
        }
        parameters.forEach((name, value) -> {
            if (!NAME.matcher(name).matches()) {
                throw Problem.of("parameters", "have a name that is none: letters, digits and _, at most 64", "call it as :name");
            }
            if (value.length() > MOST_VALUE) {
                throw Problem.of("parameters", "have with " + name + " one of more than " + MOST_VALUE + " characters",
                        "send a shorter one");
            }
        });
    }

    private static SqlLimits limits(long limit, boolean file) {
        SqlLimits limits = file ? SqlLimits.MOST : SqlLimits.USUAL;
        if (limit < 0 || limit > SqlLimits.MOST.rows()) {
            throw Problem.of("limit", "is " + limit + ", out of its range", "send 1 to " + SqlLimits.MOST.rows());
        }
        return limit == 0 ? limits : new SqlLimits((int) limit, limits.bytes(), limits.millis());
    }
}
