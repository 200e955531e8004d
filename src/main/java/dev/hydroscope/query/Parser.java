package dev.hydroscope.query;

import dev.hydroscope.query.Expression.All;
import dev.hydroscope.query.Expression.Condition;
import dev.hydroscope.query.Expression.Either;
import dev.hydroscope.query.Expression.Not;
import dev.hydroscope.query.Expression.OnConnection;
import dev.hydroscope.query.Expression.Word;
import dev.hydroscope.query.Token.Kind;
import dev.hydroscope.store.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Understands a query by descent: `or` binds weakest, then `and` (which may be left out), then `not`. */
final class Parser {
    private static final int DEEPEST = 100;
    private static final int LONGEST = 10_000;

    private final List<Token> tokens;
    private int at;
    private int depth;
    private boolean onConnection;

    private Parser(List<Token> tokens) {
        this.tokens = tokens;
    }

    static Expression parse(String text) {
        if (text.length() > LONGEST) {
            throw new QuerySyntaxException("the query has more than " + LONGEST + " characters", "make it shorter",
                    LONGEST, text.length());
        }
        Parser parser = new Parser(Lexer.tokens(text));
        if (parser.peek().kind() == Kind.END) {
            return new All(List.of());
        }
        Expression expression = parser.either();
        Token rest = parser.peek();
        if (rest.kind() == Kind.CLOSE) {
            throw error(rest, "a bracket closes that none has opened", "take it away, or open one before");
        }
        return expression;
    }

    private Token peek() {
        return tokens.get(at);
    }

    private Token next() {
        return tokens.get(at++);
    }

    private Expression either() {
        List<Expression> parts = new ArrayList<>();
        parts.add(all());
        while (peek().is("or")) {
            next();
            parts.add(all());
        }
        return parts.size() == 1 ? parts.get(0) : new Either(parts);
    }

    private Expression all() {
        List<Expression> parts = new ArrayList<>();
        parts.add(not());
        while (!peek().is("or") && peek().kind() != Kind.CLOSE && peek().kind() != Kind.END) {
            if (peek().is("and")) {
                next();
            }
            parts.add(not());
        }
        return parts.size() == 1 ? parts.get(0) : new All(parts);
    }

    private Expression not() {
        if (++depth > DEEPEST) {
            throw error(peek(), "more than " + DEEPEST + " conditions within each other", "make the query simpler");
        }
        Expression expression;
        if (peek().is("not")) {
            next();
            expression = new Not(not());
        } else {
            expression = primary();
        }
        depth--;
        return expression;
    }

    private Expression primary() {
        Token token = next();
        return switch (token.kind()) {
            case OPEN -> brackets(token);
            case QUOTED -> new Word(token.text());
            case WORD -> word(token);
            case UNCLOSED -> throw error(token, "a quote that is not closed", "end it with " + '"');
            case OPERATOR -> throw error(token, "`" + token.text() + "` compares nothing",
                    "write a field before it, as in status " + token.text() + " 500");
            default -> throw error(token, token.kind() == Kind.END ? "the query ends where a condition should stand"
                    : "`" + token.text() + "` where a condition should stand", "write one, as in status >= 500");
        };
    }

    private Expression brackets(Token open) {
        Expression inner = either();
        if (next().kind() != Kind.CLOSE) {
            throw error(open, "a bracket that is not closed", "close it with )");
        }
        return inner;
    }

    private Expression word(Token word) {
        if (word.is("and") || word.is("or")) {
            throw error(word, "`" + word.text() + "` joins nothing", "write a condition on both sides, or quote it");
        }
        if (word.is("connection") && peek().kind() == Kind.OPEN) {
            return onConnection(word);
        }
        if (peek().kind() == Kind.OPERATOR) {
            return comparison(word, next());
        }
        Optional<Condition> field = subject(word, false);
        return field.isPresent() ? field.get() : new Word(word.text());
    }

    private Expression onConnection(Token word) {
        if (onConnection) {
            throw error(word, "connection(…) within connection(…)", "one is enough");
        }
        onConnection = true;
        Expression inner = brackets(next());
        onConnection = false;
        return new OnConnection(inner);
    }

    private Expression comparison(Token word, Token sign) {
        Condition subject = subject(word, true).orElseThrow(() -> error(word, "unknown field `" + word.text() + "`",
                Suggestion.field(word.text())));
        Token value = next();
        if (value.kind() == Kind.UNCLOSED) {
            throw error(value, "a quote that is not closed", "end it with " + '"');
        }
        if (value.kind() != Kind.VALUE) {
            throw error(value, "`" + word.text() + " " + sign.text() + "` compares with nothing",
                    "write a value behind it; \"\" is the empty one");
        }
        Operator operator = Operator.at(sign.text(), 0).orElseThrow();
        return Literals.condition(subject, operator, sign, value);
    }

    /** The field that a word is, if it is one: as the condition that it exists. */
    private Optional<Condition> subject(Token word, boolean compared) {
        String lower = word.text().toLowerCase(Locale.ROOT);
        for (Field field : Field.headers()) {
            if (lower.startsWith(field.word()) && lower.length() > field.word().length()) {
                String name = Term.key(word.text().substring(field.word().length()));
                return Optional.of(new Condition(field, name, Operator.EXISTS, "", 0));
            }
        }
        Optional<Field> field = onConnection && compared ? Field.ofConnection(lower) : Field.of(lower);
        if (field.isPresent() && field.get().ofConnection() && !onConnection) {
            if (!compared) {
                return Optional.empty();
            }
            throw error(word, "`" + lower + "` is a field of connections", "write connection(" + lower + " …)");
        }
        return field.map(known -> new Condition(known, "", Operator.EXISTS, "", 0));
    }

    static QuerySyntaxException error(Token token, String message, String hint) {
        return new QuerySyntaxException(message, hint, token.from(), token.to());
    }
}
