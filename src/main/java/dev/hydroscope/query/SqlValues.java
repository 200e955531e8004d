package dev.hydroscope.query;

import dev.hydroscope.query.Expression.Condition;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Conditions on one text or number in SQL: null, as it is for what is not there, counts as no. */
final class SqlValues {
    private static final String AMOUNT = "^-?[0-9]{1,18}([.][0-9]{1,18})?\\s?([kmg]i?)?\\z";

    private final Set<String> notes;

    SqlValues(Set<String> notes) {
        this.notes = notes;
    }

    /** @param folded = is asked in any case */
    SqlNode text(String column, Condition condition, boolean folded) {
        String literal = condition.literal();
        return new SqlNode.Text(switch (condition.operator()) {
            case EXISTS -> column + " IS NOT NULL";
            case EQUAL -> folded ? "LOWER(" + column + ") = " + SqlLiterals.text(lower(literal))
                    : column + " = " + SqlLiterals.text(literal);
            case CONTAINS -> contains(column, literal);
            case BEGINS -> column + " LIKE " + SqlLiterals.like("", literal, "%");
            case MATCHES -> matches(column, literal);
            default -> ordered(column, condition);
        });
    }

    String contains(String column, String literal) {
        return column + " ILIKE " + SqlLiterals.like("%", lower(literal), "%");
    }

    private String lower(String literal) {
        if (literal.getBytes(StandardCharsets.UTF_8).length != literal.length()) {
            notes.add("In SQL every letter is compared in any case; a search does so with A to Z only.");
        }
        return literal.toLowerCase(Locale.ROOT);
    }

    private String matches(String column, String literal) {
        String note = "=~ is RE2 in a search and Java's regular expression in SQL: . and $ mean something else at the ends of"
                + " lines, and a few escapes differ.";
        try {
            Pattern.compile(literal);
            notes.add(note);
        } catch (PatternSyntaxException e) {
            notes.add(note + " Java does not take this one: " + e.getDescription() + ".");
        }
        return "REGEXP_LIKE(" + column + ", " + SqlLiterals.text(literal) + ")";
    }

    /** As a number where both are one, with its unit; else letter by letter. */
    private String ordered(String column, Condition condition) {
        OptionalLong number = Literals.size(condition.literal());
        if (number.isEmpty()) {
            return column + " " + condition.operator().sign + " " + SqlLiterals.text(condition.literal());
        }
        return "CASE WHEN CHAR_LENGTH(" + column + ") <= 24 AND REGEXP_LIKE(" + column + ", '" + AMOUNT + "', 'i')"
                + " THEN FLOOR(CAST(REGEXP_REPLACE(" + column + ", '[^-.0-9]', '') AS NUMERIC(38, 18)) * CASE LOWER(REGEXP_REPLACE("
                + column + ", '[-.0-9\\s]', '')) WHEN 'k' THEN 1000 WHEN 'm' THEN 1000000 WHEN 'g' THEN 1000000000"
                + " WHEN 'ki' THEN 1024 WHEN 'mi' THEN 1048576 WHEN 'gi' THEN 1073741824 ELSE 1 END) END "
                + condition.operator().sign + " " + number.getAsLong();
    }

    SqlNode number(String column, Condition condition) {
        return compared(column, condition, Long.toString(condition.number()));
    }

    SqlNode share(String column, Condition condition) {
        return compared(column, condition, SqlLiterals.share(condition.number()));
    }

    SqlNode time(String column, Condition condition) {
        return compared(column, condition, SqlLiterals.time(condition.number()));
    }

    private static SqlNode compared(String column, Condition condition, String value) {
        return new SqlNode.Text(condition.operator() == Operator.EXISTS ? column + " IS NOT NULL"
                : column + " " + condition.operator().sign + " " + value);
    }
}
