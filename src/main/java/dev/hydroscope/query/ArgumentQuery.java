package dev.hydroscope.query;

import com.google.re2j.Pattern;
import dev.hydroscope.probe.Argument;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.query.Token.Kind;
import dev.hydroscope.store.Firings;
import dev.hydroscope.trace.ArgumentValues;
import dev.hydroscope.trace.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The query language over the arguments of one probe: `len > 100 and path ~ "tmp"`; `@tid` and `@pid` are of every event. A bare
 * word is looked for in every text.
 */
public final class ArgumentQuery {
    private static final int DEEPEST = 100;
    private static final int LONGEST = 4000;

    private final Probe probe;
    private final List<Token> tokens;
    private int at;
    private int depth;

    private ArgumentQuery(Probe probe, List<Token> tokens) {
        this.probe = probe;
        this.tokens = tokens;
    }

    /**
     * Understands it; "" holds of every event.
     *
     * @throws QuerySyntaxException with the place and a hint
     */
    public static Predicate<Event> parse(Probe probe, String text) {
        if (text.length() > LONGEST) {
            throw new QuerySyntaxException("the filter has more than " + LONGEST + " characters", "make it shorter", LONGEST,
                    text.length());
        }
        ArgumentQuery query = new ArgumentQuery(probe, Lexer.tokens(text));
        if (query.peek().kind() == Kind.END) {
            return event -> true;
        }
        Predicate<Event> all = query.either();
        if (query.peek().kind() != Kind.END) {
            throw Parser.error(query.peek(), "a bracket closes that none has opened", "take it away, or open one before");
        }
        return all;
    }

    private Token peek() {
        return tokens.get(at);
    }

    private Predicate<Event> either() {
        List<Predicate<Event>> parts = new ArrayList<>(List.of(all()));
        while (peek().is("or")) {
            at++;
            parts.add(all());
        }
        return parts.stream().reduce(Predicate::or).orElseThrow();
    }

    private Predicate<Event> all() {
        List<Predicate<Event>> parts = new ArrayList<>(List.of(not()));
        while (!peek().is("or") && peek().kind() != Kind.CLOSE && peek().kind() != Kind.END) {
            at += peek().is("and") ? 1 : 0;
            parts.add(not());
        }
        return parts.stream().reduce(Predicate::and).orElseThrow();
    }

    private Predicate<Event> not() {
        if (++depth > DEEPEST) {
            throw Parser.error(peek(), "more than " + DEEPEST + " conditions within each other", "make the filter simpler");
        }
        Predicate<Event> condition;
        if (peek().is("not")) {
            at++;
            condition = not().negate();
        } else {
            condition = primary();
        }
        depth--;
        return condition;
    }

    private Predicate<Event> primary() {
        Token token = tokens.get(at++);
        return switch (token.kind()) {
            case OPEN -> brackets(token);
            case QUOTED -> anywhere(token.text());
            case WORD -> word(token);
            case UNCLOSED -> throw Parser.error(token, "a quote that is not closed", "end it with " + '"');
            default -> throw Parser.error(token, token.kind() == Kind.END ? "the filter ends where a condition should stand"
                    : "`" + token.text() + "` where a condition should stand", "write one, as in " + example());
        };
    }

    private Predicate<Event> brackets(Token open) {
        Predicate<Event> inner = either();
        if (tokens.get(at++).kind() != Kind.CLOSE) {
            throw Parser.error(open, "a bracket that is not closed", "close it with )");
        }
        return inner;
    }

    private Predicate<Event> word(Token word) {
        if (word.is("and") || word.is("or")) {
            throw Parser.error(word, "`" + word.text() + "` joins nothing", "write a condition on both sides, or quote it");
        }
        if (peek().kind() != Kind.OPERATOR) {
            return anywhere(word.text());
        }
        Token sign = tokens.get(at++);
        Operator operator = Operator.at(sign.text(), 0).orElseThrow();
        Token value = tokens.get(at++);
        if (value.kind() != Kind.VALUE) {
            throw Parser.error(value, "`" + word.text() + " " + sign.text() + "` compares with nothing",
                    "write a value behind it; \"\" is the empty one");
        }
        if (word.text().equals(Firings.TID) || word.text().equals(Firings.PID)) {
            long number = number(value);
            boolean thread = word.text().equals(Firings.TID);
            return event -> operator.holds(Long.compare(thread ? event.tid() : event.pid(), number));
        }
        int argument = probe.argument(word.text());
        if (argument < 0) {
            throw Parser.error(word, "`" + word.text() + "` is no argument of " + probe.key(), "it has " + names());
        }
        return probe.arguments().get(argument).kind().number() ? number(argument, operator, sign, value)
                : text(argument, operator, value);
    }

    private String names() {
        return Stream.concat(probe.arguments().stream().map(Argument::name), Stream.of(Firings.TID, Firings.PID))
                .collect(Collectors.joining(", "));
    }

    private String example() {
        return probe.arguments().stream().findFirst().map(Argument::name).orElse(Firings.TID) + " = 1";
    }

    private static Predicate<Event> number(int argument, Operator operator, Token sign, Token value) {
        if (operator.textual()) {
            throw Parser.error(sign, "`" + sign.text() + "` is for text, and this is a number",
                    "compare it with = != < <= > or >=");
        }
        long number = number(value);
        return event -> operator.holds(Long.compare(event.number(argument), number));
    }

    private static long number(Token value) {
        String text = value.text().toLowerCase(Locale.ROOT);
        try {
            if (text.startsWith("0x")) {
                return Long.parseUnsignedLong(text.substring(2), 16);
            }
            OptionalLong number = Literals.size(text);
            return number.isPresent() ? number.getAsLong() : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw Parser.error(value, "`" + value.text() + "` is no number", "write one as 500, 10k or 0x1f");
        }
    }

    private Predicate<Event> text(int argument, Operator operator, Token value) {
        String wanted = value.text();
        Predicate<String> holds = switch (operator) {
            case CONTAINS -> contains(wanted);
            case BEGINS -> text -> text.startsWith(wanted);
            case MATCHES -> matches(Literals.compiled(value));
            default -> text -> operator.holds(text.compareTo(wanted));
        };
        Argument of = probe.arguments().get(argument);
        return event -> !event.has(argument, Event.NULL | Event.UNREADABLE | Event.WITHHELD | Event.ABSENT)
                && holds.test(ArgumentValues.shown(of, event.bytes(argument)));
    }

    private static Predicate<String> matches(Pattern pattern) {
        return text -> pattern.matcher(text).find();
    }

    private static Predicate<String> contains(String wanted) {
        String lower = wanted.toLowerCase(Locale.ROOT);
        return text -> text.toLowerCase(Locale.ROOT).contains(lower);
    }

    private Predicate<Event> anywhere(String word) {
        Predicate<String> holds = contains(word);
        List<Argument> arguments = probe.arguments();
        return event -> {
            for (int i = 0; i < arguments.size(); i++) {
                if (!arguments.get(i).kind().number() && event.captured(i) > 0
                        && holds.test(ArgumentValues.shown(arguments.get(i), event.bytes(i)))) {
                    return true;
                }
            }
            return false;
        };
    }
}
