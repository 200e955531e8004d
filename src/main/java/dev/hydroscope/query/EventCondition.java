package dev.hydroscope.query;

import dev.hydroscope.probe.Probe;
import dev.hydroscope.query.Token.Kind;
import dev.hydroscope.trace.Event;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A condition on one event, in the words of the query language: `size > 4096 and path ~ "x"`. Its fields are the arguments by
 * their names, pid, tid and probe; it does not hold of an event that lacks the field.
 */
public final class EventCondition implements Predicate<Event> {
    private static final int DEEPEST = 100;

    private final Collection<Probe> probes;
    private final List<Token> tokens;
    private final Predicate<Event> test;
    private int at;
    private int depth;

    private EventCondition(String text, Collection<Probe> probes) {
        this.probes = probes;
        this.tokens = Lexer.tokens(text);
        this.test = peek().kind() == Kind.END ? event -> true : either();
        if (peek().kind() != Kind.END) {
            throw Parser.error(peek(), "a bracket closes that none has opened", "take it away, or open one before");
        }
    }

    /**
     * Understands a condition; "" holds always.
     *
     * @param probes those whose events may come
     * @throws QuerySyntaxException with the place and a hint
     */
    public static EventCondition parse(String text, Collection<Probe> probes) {
        return new EventCondition(text, probes);
    }

    @Override
    public boolean test(Event event) {
        return test.test(event);
    }

    private Token peek() {
        return tokens.get(at);
    }

    private Token next() {
        return tokens.get(at++);
    }

    private Predicate<Event> either() {
        Predicate<Event> one = all();
        while (peek().is("or")) {
            next();
            one = one.or(all());
        }
        return one;
    }

    private Predicate<Event> all() {
        Predicate<Event> one = not();
        while (!peek().is("or") && peek().kind() != Kind.CLOSE && peek().kind() != Kind.END) {
            if (peek().is("and")) {
                next();
            }
            one = one.and(not());
        }
        return one;
    }

    private Predicate<Event> not() {
        if (++depth > DEEPEST) {
            throw Parser.error(peek(), "more than " + DEEPEST + " conditions within each other", "make the filter simpler");
        }
        boolean negated = peek().is("not");
        if (negated) {
            next();
        }
        Predicate<Event> inner = negated ? not().negate() : primary();
        depth--;
        return inner;
    }

    private Predicate<Event> primary() {
        Token token = next();
        switch (token.kind()) {
            case OPEN -> {
                Predicate<Event> inner = either();
                if (next().kind() != Kind.CLOSE) {
                    throw Parser.error(token, "a bracket that is not closed", "close it with )");
                }
                return inner;
            }
            case WORD -> {
                return field(token);
            }
            default -> throw Parser.error(token, token.kind() == Kind.END ? "the filter ends where a condition should stand"
                    : "`" + token.text() + "` where a condition should stand", "write one, as in " + example());
        }
    }

    private Predicate<Event> field(Token word) {
        if (!names().contains(word.text())) {
            throw Parser.error(word, "no probe here has an argument `" + word.text() + "`",
                    "there are " + String.join(", ", names()));
        }
        if (peek().kind() != Kind.OPERATOR) {
            return EventField.there(word.text());
        }
        Token sign = next();
        Token value = next();
        if (value.kind() != Kind.VALUE) {
            throw Parser.error(value, "`" + word.text() + " " + sign.text() + "` compares with nothing",
                    "write a value behind it; \"\" is the empty one");
        }
        return EventField.compared(word, sign, value, probes);
    }

    private List<String> names() {
        return Stream.concat(probes.stream().flatMap(probe -> probe.arguments().stream()).map(argument -> argument.name()),
                Stream.of("pid", "tid", "probe")).distinct().collect(Collectors.toList());
    }

    private String example() {
        return names().get(0) + " = 1";
    }
}
