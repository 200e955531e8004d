package dev.hydroscope.query;

import dev.hydroscope.store.ColumnScan;
import dev.hydroscope.store.Term;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A field of the query language by whose values requests are counted. */
public final class Dimension {
    private static final int LONGEST = 300;
    private static final Set<Field> NUMBERS = EnumSet.of(Field.STATUS, Field.CLASS, Field.PROTOCOL, Field.THREAD, Field.CONN,
            Field.PEER, Field.NETWORK, Field.SNI, Field.ALPN, Field.PID);
    private static final Set<Field> HEADERS = EnumSet.of(Field.METHOD, Field.SCHEME, Field.AUTHORITY, Field.PATH);
    public static final String WORDS = "status, class, method, scheme, authority, path, path.1, path.2, path.3, protocol, thread,"
            + " connection, peer, network, sni, alpn, pid, req.NAME, res.NAME or header.NAME";

    private final String word;
    private final Field field;
    private final String name;

    private Dimension(String word, Field field, String name) {
        this.word = word;
        this.field = field;
        this.name = name;
    }

    /** Empty for what is no such field. */
    public static Optional<Dimension> of(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (lower.equals("connection")) {
            return Optional.of(new Dimension(lower, Field.CONN, ""));
        }
        for (Field field : Field.headers()) {
            if (lower.startsWith(field.word()) && lower.length() > field.word().length() && lower.length() <= LONGEST) {
                return Optional.of(new Dimension(word, field, Term.key(word.substring(field.word().length()))));
            }
        }
        return Field.of(lower).filter(f -> NUMBERS.contains(f) || HEADERS.contains(f) || f.segments() > 0)
                .map(f -> new Dimension(f == Field.CONN ? "connection" : lower, f, ""));
    }

    /** In steps. */
    static Dimension duration() {
        return new Dimension("duration", Field.DURATION, "");
    }

    /** As it was asked for. */
    public String word() {
        return word;
    }

    FieldReading reading(ColumnScan scan) {
        if (field.header()) {
            return new HeaderReading(scan, name, field, 0);
        } else if (field.segments() > 0) {
            return new HeaderReading(scan, ":path", Field.REQUEST_HEADER, field.segments());
        } else if (field == Field.DURATION) {
            return new DurationReading();
        }
        return HEADERS.contains(field) ? new HeaderReading(scan, ":" + field.word(), Field.REQUEST_HEADER, 0)
                : new NumberReading(scan, field);
    }

    /** Whether values that differ only in the case of letters are one. */
    boolean folded() {
        return field == Field.METHOD || field == Field.SCHEME || field == Field.AUTHORITY;
    }

    /** Whether the numbers of a reading stand for texts in the order in which they came. */
    boolean coded() {
        return field == Field.PEER || field == Field.NETWORK || field == Field.SNI || field == Field.ALPN;
    }

    /** As it stands in a query. */
    private String written() {
        return field.header() ? field.word() + Quoting.name(name) : field.word();
    }

    /** What a query asks for those with a value; "" where none can. */
    String condition(FieldReading.Said value) {
        return field == Field.DURATION ? value.literal().orElse("")
                : value.literal().filter(literal -> !field.header() || !Quoting.name(name).isEmpty())
                .map(literal -> within(written() + " = " + Quoting.value(literal))).orElse("");
    }

    /** What a query asks for those without one. */
    String missing() {
        return field.header() && Quoting.name(name).isEmpty() ? "" : "not " + within(written());
    }

    private String within(String condition) {
        return field.ofConnection() ? "connection(" + condition + ")" : condition;
    }
}
