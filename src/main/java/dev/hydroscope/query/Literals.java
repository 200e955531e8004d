package dev.hydroscope.query;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.hydroscope.query.Expression.Condition;
import dev.hydroscope.query.Field.Type;
import dev.hydroscope.store.Protocol;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;

/** What the values of a query say: numbers with `k m g`, durations, shares, times, versions, regular expressions. */
final class Literals {
    private static final java.util.regex.Pattern AMOUNT = java.util.regex.Pattern.compile(
            "(-?[0-9]{1,18}(?:\\.[0-9]{1,18})?)\\s?([a-zµ]{0,3}|%)");
    private static final Map<String, Long> SIZES = Map.of("", 1L, "k", 1000L, "m", 1_000_000L, "g", 1_000_000_000L,
            "ki", 1L << 10, "mi", 1L << 20, "gi", 1L << 30);
    private static final Map<String, Long> SPANS = Map.of("ns", 1L, "us", 1000L, "µs", 1000L, "ms", 1_000_000L,
            "s", 1_000_000_000L, "m", 60_000_000_000L, "min", 60_000_000_000L, "h", 3_600_000_000_000L);
    /** Shares are compared in billionths: `50%` and `0.5` are 500,000,000. */
    static final long WHOLE = 1_000_000_000L;
    private static final Map<String, Long> SHARES = Map.of("", WHOLE, "%", WHOLE / 100);
    private static final java.util.regex.Pattern CONN = java.util.regex.Pattern.compile(
            "(?:([1-9][0-9]{0,4}):)?(unnamed )?([0-9]{1,12})");
    private static final long PROCESS = 1L << 44;
    private static final long UNNAMED = 1L << 43;
    private static final int LONGEST_PATTERN = 500;
    /** In steps: each character of a value is held against so many at most. */
    private static final int LARGEST_PATTERN = 1000;

    private Literals() {
    }

    static Condition condition(Condition subject, Operator operator, Token sign, Token value) {
        Field field = subject.field();
        if (operator.textual() && field.type != Type.TEXT && field.type != Type.PROTOCOL) {
            throw Parser.error(sign, "`" + sign.text() + "` is for text, and " + field.word() + " is none",
                    "compare it with = != < <= > or >=");
        }
        if (operator == Operator.MATCHES) {
            pattern(value);
        }
        long number = operator.textual() ? 0 : number(field, value);
        return new Condition(field, subject.name(), operator, value.text(), number);
    }

    private static long number(Field field, Token value) {
        return switch (field.type) {
            case TEXT -> 0;
            case NUMBER -> field == Field.CONN && CONN.matcher(value.text()).matches() ? conn(value.text())
                    : amount(value.text(), SIZES, value, "write a number, as 500 or 10k");
            case DURATION -> value.text().equals("0") ? 0
                    : amount(value.text(), SPANS, value, "write it with its unit: 100us, 5ms, 1.5s, 2m or 1h");
            case SHARE -> share(value.text()).orElseThrow(() -> Parser.error(value, "`" + value.text()
                    + "` is no share of a whole", "write it as 50% or 0.5"));
            case TIME -> time(value);
            case PROTOCOL -> version(value);
        };
    }

    /** As a connection's name is shown: its process in the session, where that is not the first, and H2O's number. */
    private static long conn(String name) {
        Matcher matcher = CONN.matcher(name);
        matcher.matches();
        long process = matcher.group(1) == null ? 1 : Long.parseLong(matcher.group(1));
        return (process - 1) * PROCESS + (matcher.group(2) == null ? 0 : UNNAMED) + Long.parseLong(matcher.group(3));
    }

    private static long amount(String text, Map<String, Long> units, Token at, String hint) {
        return amount(text, units).orElseThrow(() -> Parser.error(at, "`" + text + "` is not understood here", hint));
    }

    private static OptionalLong amount(String text, Map<String, Long> units) {
        Matcher matcher = AMOUNT.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches() || !units.containsKey(matcher.group(2))) {
            return OptionalLong.empty();
        }
        BigDecimal amount = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(units.get(matcher.group(2))));
        if (amount.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(amount.setScale(0, RoundingMode.FLOOR).longValue());
    }

    /** The number that a header's value is compared as, if what it is compared with is one. */
    static OptionalLong size(String text) {
        return amount(text, SIZES);
    }

    /** Billionths of the whole; of more than the whole only in percent, as `50` says no share to anyone. */
    static OptionalLong share(String text) {
        OptionalLong share = amount(text, SHARES);
        return share.isPresent() && !text.endsWith("%") && share.getAsLong() > WHOLE ? OptionalLong.empty() : share;
    }

    private static long time(Token value) {
        try {
            Instant instant = instant(value.text().toUpperCase(Locale.ROOT).replace(' ', 'T'));
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
        } catch (DateTimeException | ArithmeticException e) {
            throw Parser.error(value, "`" + value.text() + "` is no time",
                    "write it as 2026-01-31T12:00:00Z, or 2026-01-31; without a zone it is UTC");
        }
    }

    private static Instant instant(String text) {
        if (text.indexOf('T') < 0) {
            return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        boolean zoned = text.endsWith("Z") || text.substring(text.indexOf('T')).matches(".*[+-].*");
        return zoned ? OffsetDateTime.parse(text).toInstant() : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }

    private static int version(Token value) {
        int version = Protocol.version(value.text());
        if (version < 0) {
            throw Parser.error(value, "`" + value.text() + "` is no protocol of H2O",
                    "write HTTP/1.0, HTTP/1.1, HTTP/2 or HTTP/3");
        }
        return version;
    }

    static Pattern compiled(Token value) {
        pattern(value);
        return Pattern.compile(value.text());
    }

    private static void pattern(Token value) {
        if (value.text().length() > LONGEST_PATTERN) {
            throw Parser.error(value, "the regular expression has more than " + LONGEST_PATTERN + " characters",
                    "make it shorter");
        }
        try {
            if (Pattern.compile(value.text()).programSize() > LARGEST_PATTERN) {
                throw Parser.error(value, "the regular expression is too big", "make it simpler: repeat less within less");
            }
        } catch (PatternSyntaxException e) {
            throw Parser.error(value, "the regular expression is wrong: " + e.getDescription(),
                    "write it in RE2's syntax, without look-around and back references");
        }
    }
}
