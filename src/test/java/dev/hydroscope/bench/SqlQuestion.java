package dev.hydroscope.bench;

/** What operators ask most: each with our statement for it. */
enum SqlQuestion {
    COUNTS("requests by status and minute", "SELECT EXTRACT(EPOCH FROM DATE_TRUNC(MINUTE, at)) / 60 AS minute, status,"
            + " SUM(requests) FROM traffic GROUP BY minute, status ORDER BY minute, status"),
    PERCENTILES("p50 and p99 by path", "SELECT REGEXP_REPLACE(path, '[?].*$', '') AS place, COUNT(*),"
            + " PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY duration_nanos),"
            + " PERCENTILE_DISC(0.99) WITHIN GROUP (ORDER BY duration_nanos) AS p99"
            + " FROM request GROUP BY place ORDER BY p99 DESC, place LIMIT 20"),
    AGENTS("top 20 user agents", "SELECT value, COUNT(*) FROM header WHERE direction = 'request' AND name = 'user-agent'"
            + " GROUP BY value ORDER BY COUNT(*) DESC, value LIMIT 20"),
    CONNECTION("the headers of a connection", "SELECT req, direction, position, name, value FROM header WHERE conn = :conn"
            + " ORDER BY req, position");

    private final String words;
    private final String sql;

    SqlQuestion(String words, String sql) {
        this.words = words;
        this.sql = sql;
    }

    String words() {
        return words;
    }

    String sql() {
        return sql;
    }
}
