package dev.hydroscope.query;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.hydroscope.probe.Argument;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.query.Expression.Condition;
import dev.hydroscope.trace.Event;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** One field of an event, compared: an argument by its name, pid, tid or probe. */
final class EventField {
    private static final Map<String, Long> SPANS = Map.of("ns", 1L, "us", 1000L, "ms", 1_000_000L, "s", 1_000_000_000L);

    private EventField() {
    }

    /** The event has the argument, and what it points to could be read. */
    static Predicate<Event> there(String name) {
        Places places = new Places(name);
        return event -> places.of(event.probe()) >= 0 && readable(event, places.of(event.probe())) || builtIn(name);
    }

    static Predicate<Event> compared(Token word, Token sign, Token value, Collection<Probe> probes) {
        String name = word.text();
        Operator operator = Operator.at(sign.text(), 0).orElseThrow();
        boolean textual = name.equals("probe") || probes.stream().flatMap(probe -> probe.arguments().stream())
                .anyMatch(argument -> argument.name().equals(name) && !argument.kind().number());
        OptionalLong number = number(value.text());
        if (!textual && operator.textual()) {
            throw Parser.error(sign, "`" + sign.text() + "` is for text, and " + name + " is none",
                    "compare it with = != < <= > or >=");
        }
        if (!textual && number.isEmpty()) {
            throw Parser.error(value, "`" + value.text() + "` is no number", "write it as 500, 0x1f, 10k, 64ki or 5ms");
        }
        Predicate<Event> ofText = text(name, operator, value);
        Predicate<Event> ofNumber = number.isEmpty() ? event -> false : number(name, operator, number.getAsLong());
        if (builtIn(name)) {
            return name.equals("probe") ? ofText : ofNumber;
        }
        Places places = new Places(name);
        return event -> {
            int place = places.of(event.probe());
            return place >= 0 && (event.probe().arguments().get(place).kind().number() ? ofNumber : ofText).test(event);
        };
    }

    private static boolean builtIn(String name) {
        return name.equals("pid") || name.equals("tid") || name.equals("probe");
    }

    private static Predicate<Event> number(String name, Operator operator, long wanted) {
        Places places = new Places(name);
        ToLongFunction<Event> value = switch (name) {
            case "pid" -> Event::pid;
            case "tid" -> Event::tid;
            default -> event -> event.number(places.of(event.probe()));
        };
        return event -> operator.holds(Long.compare(value.applyAsLong(event), wanted));
    }

    private static Predicate<Event> text(String name, Operator operator, Token value) {
        if (operator == Operator.MATCHES) {
            requirePattern(value);
        }
        ValueTest test = ValueTest.of(new Condition(Field.PATH, name, operator, value.text(), 0), false);
        boolean negated = operator == Operator.NOT_EQUAL;
        if (name.equals("probe")) {
            return event -> {
                byte[] key = event.probe().key().getBytes(StandardCharsets.UTF_8);
                return test.test(key, 0, key.length) != negated;
            };
        }
        Places places = new Places(name);
        return event -> {
            int place = places.of(event.probe());
            return readable(event, place)
                    && test.test(event.raw(), event.offset(place), event.captured(place)) != negated;
        };
    }

    private static boolean readable(Event event, int place) {
        Argument.Kind kind = event.probe().arguments().get(place).kind();
        return kind.number() || !event.has(place, Event.NULL | Event.UNREADABLE | Event.WITHHELD | Event.ABSENT);
    }

    private static void requirePattern(Token value) {
        try {
            Pattern.compile(value.text());
        } catch (PatternSyntaxException e) {
            throw Parser.error(value, "the regular expression is wrong: " + e.getDescription(),
                    "write it in RE2's syntax, without look-around and back references");
        }
    }

    private static OptionalLong number(String text) {
        try {
            if (text.startsWith("0x")) {
                return OptionalLong.of(Long.parseUnsignedLong(text.substring(2), 16));
            }
            String unit = text.replaceFirst("^-?[0-9]+", "");
            if (SPANS.containsKey(unit)) {
                long count = Long.parseLong(text.substring(0, text.length() - unit.length()));
                return OptionalLong.of(Math.multiplyExact(count, SPANS.get(unit)));
            }
        } catch (NumberFormatException | ArithmeticException e) {
            return OptionalLong.empty();
        }
        return Literals.size(text);
    }

    /** Where each probe has the argument, or -1. */
    private static final class Places {
        private final String name;
        private final Map<Probe, Integer> byProbe = new IdentityHashMap<>();
        private Probe last;
        private int place;

        Places(String name) {
            this.name = name;
        }

        int of(Probe probe) {
            if (probe != last) {
                place = byProbe.computeIfAbsent(probe, one -> one.argument(name));
                last = probe;
            }
            return place;
        }
    }
}
