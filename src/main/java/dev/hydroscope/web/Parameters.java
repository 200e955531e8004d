package dev.hydroscope.web;

import dev.hydroscope.quic.Verdict;
import dev.hydroscope.session.Nanos;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What stands behind the question mark, checked: a wrong value is named with what would be right. */
final class Parameters {
    static final int MOST_ROWS = 1000;
    private static final int USUAL_ROWS = 100;
    private static final int MOST_QUERY = 4000;
    private static final Pattern COLUMN = Pattern.compile("(?i)(req|res)\\.:?[!#$%&'*+.^_`|~0-9A-Za-z-]+|verdict\\.("
            + Arrays.stream(Verdict.Part.values()).map(Verdict.Part::word).collect(Collectors.joining("|")) + ")");

    private static final Pattern RANGE = Pattern.compile("(\\d{1,18})(?:-(\\d{1,18}))?");

    private final Context request;

    Parameters(Context request) {
        this.request = request;
    }

    String text(String name) {
        String text = Optional.ofNullable(request.queryParam(name)).orElse("");
        if (text.length() > MOST_QUERY) {
            throw wrong(name, "is longer than " + MOST_QUERY + " characters", "make it shorter");
        }
        return text;
    }

    int limit() {
        return (int) number("limit", 1, MOST_ROWS, USUAL_ROWS);
    }

    long number(String name, long least, long most, long otherwise) {
        String text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, as a number out of range is
        }
        throw wrong(name, "is \"" + text + "\"", "send a whole number from " + least + " to " + most);
    }

    /** ISO 8601 or nanoseconds since 1970; 0 where it is not given. */
    long time(String name) {
        String text = text(name);
        if (text.isEmpty()) {
            return 0;
        }
        try {
            return text.matches("\\d{1,18}|[1-8]\\d{18}") ? Long.parseLong(text) : Nanos.of(Instant.parse(text));
        } catch (DateTimeException | ArithmeticException e) {
            throw wrong(name, "is \"" + text + "\", which is no time", "send it as 2026-01-31T12:00:00Z, or as nanoseconds");
        }
    }

    /** `true` or nothing. */
    boolean flag(String name) {
        String text = text(name);
        if (!List.of("", "true", "false").contains(text)) {
            throw wrong(name, "is \"" + text + "\"", "send true, or leave it out");
        }
        return text.equals("true");
    }

    <T extends Enum<T>> T choice(String name, Class<T> words, T otherwise) {
        String text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        for (T word : words.getEnumConstants()) {
            if (word.name().toLowerCase(Locale.ROOT).equals(text)) {
                return word;
            }
        }
        throw wrong(name, "is \"" + text + "\"", "send one of " + List.of(words.getEnumConstants()).toString()
                .toLowerCase(Locale.ROOT));
    }

    /** Words with commas between, each one of some; none: an empty set. */
    <T> Set<T> words(String name, T[] all, Function<T, String> word) {
        String text = text(name);
        Set<T> chosen = new LinkedHashSet<>();
        for (String one : text.isEmpty() ? new String[0] : text.split(",")) {
            chosen.add(Stream.of(all).filter(value -> word.apply(value).equals(one)).findFirst()
                    .orElseThrow(() -> wrong(name, "holds \"" + one + "\"", "send one or more of "
                            + Stream.of(all).map(word).toList() + ", with commas between")));
        }
        return chosen;
    }

    /** `17`, or `17-20` for all of these; everything where it is not given. */
    long[] range(String name) {
        String text = text(name);
        Matcher range = RANGE.matcher(text);
        if (text.isEmpty()) {
            return new long[] {Long.MIN_VALUE, Long.MAX_VALUE};
        }
        if (!range.matches()) {
            throw wrong(name, "is \"" + text + "\"", "send a whole number, or two with a dash between");
        }
        long least = Long.parseLong(range.group(1));
        return new long[] {least, range.group(2) == null ? least : Long.parseLong(range.group(2))};
    }

    /** Headers to show beside a row, and parts of its time. */
    List<String> columns() {
        String text = text("columns");
        List<String> columns = text.isEmpty() ? List.of() : List.of(text.split(","));
        columns.stream().filter(COLUMN.asMatchPredicate().negate()).findFirst().ifPresent(column -> {
            throw wrong("columns", "holds \"" + column + "\"", "send req.NAME, res.NAME or verdict.KIND, with commas between");
        });
        return columns;
    }

    /** A number in the path. */
    static long part(Context request, String name) {
        String text = request.pathParam(name);
        if (!text.matches("\\d{1,16}")) {
            throw new Refusal(404, "nothing is at " + request.path(), name + " is a whole number");
        }
        return Long.parseLong(text);
    }

    private static Refusal wrong(String name, String what, String remedy) {
        return new Refusal(400, name + " " + what, remedy);
    }
}
