package dev.hydroscope.session;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A statement that was run, or was refused: what the audit keeps of it.
 *
 * @param who the entry it came by, `page`, `token`, `cli` or `local`, and the address or user there
 * @param sql cut where it was huge, which it then says
 * @param rows how many left, of one that went wrong, too
 * @param error what went wrong, or ""; without what it quotes of a session, which may be deleted
 */
public record SqlRun(Instant at, String who, String sql, Map<String, String> parameters, List<String> sessions, long millis,
        long rows, Outcome outcome, String error) {
    private static final int MOST_WHO = 120;
    private static final int MOST_SQL = 8000;
    private static final int MOST_VALUE = 200;
    private static final int MOST_ERROR = 900;

    public enum Outcome { RUNNING, DONE, REFUSED, FAILED, STOPPED }

    static SqlRun begun(String who, SqlWish wish) {
        Map<String, String> parameters = new TreeMap<>();
        wish.parameters().forEach((name, value) -> parameters.put(name, cut(value, MOST_VALUE)));
        return new SqlRun(Instant.now(), cut(who, MOST_WHO), cut(wish.sql(), MOST_SQL), parameters, wish.sessions(), 0, 0,
                Outcome.RUNNING, "");
    }

    SqlRun ended(long newMillis, long newRows, Outcome newOutcome, String newError) {
        return new SqlRun(at, who, sql, parameters, sessions, newMillis, newRows, newOutcome,
                cut(newOutcome == Outcome.FAILED ? unquoted(newError) : newError, MOST_ERROR));
    }

    /** All from the first quote to the last, unless whoever asked wrote it so. */
    private String unquoted(String text) {
        int from = text.indexOf('"');
        int to = Math.max(from, text.lastIndexOf('"'));
        boolean told = from < 0 || to > from && sql.contains(text.substring(from + 1, to));
        return told ? text : text.substring(0, from) + "…" + (to > from ? text.substring(to + 1) : "");
    }

    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        String told = "… (cut: " + text.length() + " characters)";
        int end = most - told.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + told;
    }
}
