package dev.hydroscope.sql;

import java.util.List;

/**
 * A statement that has a name: one that comes with Hydroscope, or somebody's own.
 *
 * @param id what its link calls it
 * @param group what it is about, for the list: `latency`, `errors`, `quic` …; `own`
 */
public record SavedQuery(String id, String title, String group, String about, String sql, List<Parameter> parameters, boolean own) {
    public static final String OWN = "own";

    public SavedQuery {
        parameters = List.copyOf(parameters);
    }

    /**
     * What a `:name` in it stands for.
     *
     * @param value what it is unless somebody says otherwise
     */
    public record Parameter(String name, String value, String about) {
    }
}
