package dev.hydroscope.query;

import dev.hydroscope.query.Completion.Item;
import dev.hydroscope.query.Completion.Kind;
import dev.hydroscope.store.HeaderName;
import dev.hydroscope.store.PathBeginning;
import dev.hydroscope.store.Protocol;
import dev.hydroscope.store.Reader;
import dev.hydroscope.store.Term;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What can follow the pieces of a query, by its grammar and by what the session holds. */
final class Choices {
    private static final int MOST = 48;
    private static final int SELDOM = 32;
    private static final List<Item> JOINS = List.of(new Item("and", Kind.KEYWORD, "both hold"),
            new Item("or", Kind.KEYWORD, "one holds"));
    private static final List<Item> OPENINGS = List.of(new Item("not", Kind.KEYWORD, "does not hold"),
            new Item("connection(", Kind.KEYWORD, "asked of the connection"));
    private static final List<Item> DURATIONS = Stream.of("1ms", "10ms", "100ms", "1s")
            .map(text -> new Item(text, Kind.VALUE, "")).toList();
    private static final List<Item> SHARES = Stream.of("5%", "25%", "50%", "90%")
            .map(text -> new Item(text, Kind.VALUE, "")).toList();

    private static final List<Item> CLOSES = List.of(new Item("idle_timeout", Kind.VALUE, "nothing came any more"),
            new Item("application", Kind.VALUE, "by HTTP/3"), new Item("transport", Kind.VALUE, "by QUIC"),
            new Item("H3_NO_ERROR", Kind.VALUE, "or another code's name"), new Item("closed", Kind.VALUE, "in order, by TCP"),
            new Item("reset", Kind.VALUE, "by TCP"), new Item("timeout", Kind.VALUE, "by TCP"));

    private final Reader reader;

    Choices(Reader reader) {
        this.reader = reader;
    }

    List<Item> at(List<Token> before, String partial) {
        Token last = before.isEmpty() ? new Token(Token.Kind.END, "", 0, 0) : before.get(before.size() - 1);
        if (last.kind() == Token.Kind.OPERATOR) {
            return fitting(before.size() < 2 ? List.of() : values(before.get(before.size() - 2).text()), partial);
        }
        boolean begins = switch (last.kind()) {
            case END, OPEN -> true;
            default -> last.is("and") || last.is("or") || last.is("not");
        };
        if (begins) {
            return fitting(openings(partial), partial);
        }
        List<Item> items = new ArrayList<>(JOINS);
        if (last.kind() == Token.Kind.WORD && partial.isEmpty()) {
            field(last.text()).ifPresent(field -> items.addAll(0, operators(field)));
        }
        if (!partial.isEmpty()) {
            items.addAll(openings(partial));
        }
        return fitting(items, partial);
    }

    /** Those that begin so come before those that hold it. */
    private static List<Item> fitting(List<Item> items, String partial) {
        String lower = partial.toLowerCase(Locale.ROOT);
        return items.stream().filter(item -> bare(item).contains(lower))
                .sorted(Comparator.comparing(item -> !bare(item).startsWith(lower))).limit(MOST).toList();
    }

    private static String bare(Item item) {
        return item.text().replace("\"", "").toLowerCase(Locale.ROOT);
    }

    private static Optional<Field> field(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return Field.headers().stream().filter(f -> lower.startsWith(f.word()) && !lower.equals(f.word())).findFirst()
                .or(() -> Field.of(lower));
    }

    private static List<Item> operators(Field field) {
        boolean text = field.type == Field.Type.TEXT || field.type == Field.Type.PROTOCOL;
        return Arrays.stream(Operator.values()).filter(o -> o != Operator.EXISTS && (text || !o.textual()))
                .sorted(Comparator.comparing(o -> o != Operator.EQUAL))
                .map(o -> new Item(o.sign, Kind.OPERATOR, o.detail)).toList();
    }

    private List<Item> openings(String partial) {
        List<Item> items = new ArrayList<>();
        for (Field field : Field.values()) {
            if (!field.header() && !field.ofConnection()) {
                items.add(new Item(field.word(), Kind.FIELD, field.detail));
            }
        }
        items.addAll(OPENINGS);
        items.addAll(names(partial.toLowerCase(Locale.ROOT)));
        return items;
    }

    /** Headers as they were seen, under `header.` where that is being written. */
    private List<Item> names(String partial) {
        List<Item> items = new ArrayList<>();
        for (HeaderName name : reader.headerNames()) {
            String quoted = Quoting.name(name.name());
            if (name.name().startsWith(":") || quoted.isEmpty()) {
                continue;
            }
            if (partial.startsWith(Field.HEADER.word())) {
                items.add(item("header.", quoted, name.requests() + name.responses()));
                continue;
            }
            if (name.requests() > 0) {
                items.add(item("req.", quoted, name.requests()));
            }
            if (name.responses() > 0) {
                items.add(item("res.", quoted, name.responses()));
            }
        }
        return items;
    }

    private static Item item(String prefix, String name, long count) {
        return new Item(prefix + name, Kind.NAME, seen(count));
    }

    private static String seen(long count) {
        return "seen " + String.format(Locale.ROOT, "%,d", count) + (count == 1 ? " time" : " times");
    }

    /** Only what is known: nothing of a value that was seen too seldom for its number to mean something. */
    private static String seen(HeaderName.Value value) {
        if (value.exact()) {
            return seen(value.count());
        }
        BigDecimal about = BigDecimal.valueOf(value.count()).round(new MathContext(2));
        return value.count() < SELDOM ? "" : String.format(Locale.ROOT, "seen about %,d times", about.longValue());
    }

    private List<Item> values(String word) {
        Optional<Field> field = field(word);
        if (field.isEmpty()) {
            return List.of();
        }
        if (field.get().type == Field.Type.SHARE) {
            return SHARES;
        } else if (field.get().type == Field.Type.DURATION) {
            return DURATIONS;
        }
        return switch (field.get()) {
            case PROTOCOL -> Protocol.VERSIONS.stream().map(v -> new Item(Protocol.name(v), Kind.VALUE, "")).toList();
            case STATUS -> reader.statuses().entrySet().stream()
                    .map(e -> new Item(Integer.toString(e.getKey()), Kind.VALUE, seen(e.getValue()))).toList();
            case CONN_CLOSE -> CLOSES;
            case CLASS -> classes();
            case PATH_1, PATH_2, PATH_3 -> beginnings(field.get().segments());
            case METHOD, SCHEME, AUTHORITY, PATH -> valuesOf(":" + field.get().word());
            case REQUEST_HEADER, RESPONSE_HEADER, HEADER -> valuesOf(Term.key(word.substring(field.get().word().length())));
            default -> List.of();
        };
    }

    private List<Item> classes() {
        Map<Integer, Long> counts = new TreeMap<>();
        reader.statuses().forEach((status, count) -> counts.merge(status / 100, count, Long::sum));
        counts.remove(0);
        return counts.entrySet().stream().map(e -> new Item(e.getKey() + "xx", Kind.VALUE, seen(e.getValue()))).toList();
    }

    /** Of the most frequent paths; how many requests there are below one is told by its facet. */
    private List<Item> beginnings(int segments) {
        return reader.headerNames().stream().filter(name -> Term.key(name.name()).equals(":path"))
                .flatMap(name -> name.values().stream()).map(value -> PathBeginning.of(value.text(), segments)).distinct()
                .filter(Quoting::writable).map(text -> new Item(Quoting.value(text), Kind.VALUE, "")).toList();
    }

    private List<Item> valuesOf(String key) {
        return reader.headerNames().stream().filter(name -> Term.key(name.name()).equals(key))
                .flatMap(name -> name.values().stream())
                .filter(value -> Quoting.writable(value.text()))
                .map(value -> new Item(Quoting.value(value.text()), Kind.VALUE, seen(value))).toList();
    }
}
