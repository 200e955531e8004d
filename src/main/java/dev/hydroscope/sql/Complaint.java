package dev.hydroscope.sql;

import dev.hydroscope.sql.SqlException.Kind;
import dev.hydroscope.store.StoreException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.api.ErrorCode;
import org.h2.message.DbException;

/** What went wrong, from H2's words into ours: what, where in the statement as it was written, and what to do. */
final class Complaint {
    private static final Pattern NAME = Pattern.compile("\"([^\"]*)\"");
    private static final String HERE = "[*]";

    private Complaint() {
    }

    static SqlException tookTooLong(SqlLimits limits) {
        return new SqlException(Kind.STOPPED, "the statement took more than the " + seconds(limits.millis()) + " it may take",
                "narrow it: name a session, a connection or a range of at, or LIMIT what is sorted", -1);
    }

    private static String seconds(long millis) {
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }

    static SqlException tookTooMuchMemory() {
        return new SqlException(Kind.STOPPED, "the statement needed more memory than the " + Fence.HEAP_MB + " MB it may have",
                "narrow it: fewer rows before they are grouped or sorted, shorter texts, no joins of everything with everything",
                -1);
    }

    static RuntimeException of(Throwable e, Phrase phrase, SqlLimits limits) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SqlException || cause instanceof StoreException) {
                return (RuntimeException) cause;
            }
            if (cause instanceof OutOfMemoryError tooMuch) {
                throw tooMuch;
            }
            if (cause instanceof StackOverflowError) {
                return new SqlException(Kind.FAILED, "the statement is nested too deep", "make it flatter", -1);
            }
        }
        if (e instanceof DbException h2) {
            return of(h2.getSQLException(), phrase, limits);
        }
        return e instanceof SQLException sql ? ofH2(sql, phrase, limits)
                : new SqlException(Kind.FAILED, "the statement cannot be run: " + e, "write it in another way", -1);
    }

    private static SqlException ofH2(SQLException e, Phrase phrase, SqlLimits limits) {
        String message = message(e);
        return switch (e.getErrorCode()) {
            case ErrorCode.STATEMENT_WAS_CANCELED -> tookTooLong(limits);
            case ErrorCode.OUT_OF_MEMORY -> tookTooMuchMemory();
            case ErrorCode.SYNTAX_ERROR_1, ErrorCode.SYNTAX_ERROR_2 -> syntax(e, phrase);
            case ErrorCode.COLUMN_NOT_FOUND_1 -> unknown(e, phrase, "there is no column ", Near.columns(phrase));
            case ErrorCode.TABLE_OR_VIEW_NOT_FOUND_1, ErrorCode.TABLE_OR_VIEW_NOT_FOUND_WITH_CANDIDATES_2,
                    ErrorCode.TABLE_OR_VIEW_NOT_FOUND_DATABASE_EMPTY_1 ->
                    unknown(e, phrase, "there is no view ", Near.views());
            case ErrorCode.FUNCTION_NOT_FOUND_1 -> unknown(e, phrase, "there is no function ", Near.none());
            case ErrorCode.ADMIN_RIGHTS_REQUIRED, ErrorCode.NOT_ENOUGH_RIGHTS_FOR_1 -> new SqlException(Kind.REFUSED,
                    "that is not for statements here", "read the views; SQL's schema page lists them", -1);
            default -> new SqlException(Kind.FAILED, message,
                    "mend the statement; NULLIF, CASE and CAST help with values that do not fit", -1);
        };
    }

    /** The first line, without H2's number and without the statement, which whoever wrote it knows. */
    private static String message(SQLException e) {
        String first = String.valueOf(e.getMessage()).replaceFirst("(?s); SQL statement:\n.*", "").lines().findFirst().orElse("")
                .replaceFirst(" \\[[0-9/.-]+\\]$", "");
        return first.length() > 500 ? first.substring(0, 500) + "…" : first;
    }

    private static SqlException syntax(SQLException e, Phrase phrase) {
        int position = position(e.getMessage(), phrase.sql());
        String near = position < 0 || position >= phrase.sql().length() ? "at its end"
                : "at \"" + word(phrase.sql().substring(position)) + "\"";
        Matcher expected = Pattern.compile("; expected \"(.*?)\"(; SQL statement|$| \\[)", Pattern.DOTALL).matcher(e.getMessage());
        return new SqlException(Kind.REFUSED, "the statement cannot be read " + near,
                expected.find() ? "expected there: " + shortened(expected.group(1)) : "mend it there", position);
    }

    private static String word(String text) {
        String word = text.strip().split("\\s", 2)[0];
        return word.length() > 40 ? word.substring(0, 40) + "…" : word;
    }

    private static String shortened(String words) {
        return words.length() > 200 ? words.substring(0, 200) + "…" : words;
    }

    /** H2 writes a mark into the statement that it repeats. */
    static int position(String message, String sql) {
        for (int at = message.indexOf(HERE); at >= 0; at = message.indexOf(HERE, at + 1)) {
            int before = message.indexOf('"') + 1;
            int position = at - before;
            if (position >= 0 && position <= sql.length() && message.startsWith(sql.substring(0, position), before)) {
                return position;
            }
        }
        return -1;
    }

    private static SqlException unknown(SQLException e, Phrase phrase, String what, Near near) {
        Matcher quoted = NAME.matcher(String.valueOf(e.getMessage()));
        String full = quoted.find() ? quoted.group(1) : "";
        String name = full.substring(full.lastIndexOf('.') + 1);
        int position = phrase.tokens().stream().filter(token -> token.name().equals(name)
                || token.kind() == Lexer.Kind.WORD && token.name().equals(name.toUpperCase(Locale.ENGLISH)))
                .mapToInt(Lexer.Token::from).findFirst().orElse(-1);
        return new SqlException(Kind.REFUSED, what + full, near.hint(name), position);
    }
}
