package dev.hydroscope.sql;

import dev.hydroscope.sql.SqlException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A statement as H2 is given it: with `?` for its parameters, each character where it was, so that a place in one is a place
 * in the other.
 *
 * @param values of the parameters, in order
 * @param tokens of the statement, without what ends it
 */
record Phrase(String sql, List<String> values, List<Lexer.Token> tokens) {
    static Phrase of(Question question) {
        List<Lexer.Token> tokens = new ArrayList<>(Lexer.tokens(question.sql()));
        StringBuilder sql = new StringBuilder(question.sql());
        while (!tokens.isEmpty() && tokens.get(tokens.size() - 1).mark(";")) {
            sql.setCharAt(tokens.remove(tokens.size() - 1).from(), ' ');
        }
        List<String> values = new ArrayList<>();
        for (Lexer.Token token : tokens) {
            if (token.kind() == Lexer.Kind.PARAMETER) {
                values.add(value(question, token));
                blank(sql, token.from(), token.to());
                sql.setCharAt(token.from(), '?');
            }
        }
        return new Phrase(sql.toString(), List.copyOf(values), List.copyOf(tokens));
    }

    private static String value(Question question, Lexer.Token token) {
        return Optional.ofNullable(question.parameters().get(token.name())).orElseThrow(() -> new SqlException(Kind.REFUSED,
                "the parameter :" + token.name() + " has no value", "give it one", token.from()));
    }

    private static void blank(StringBuilder sql, int from, int to) {
        for (int i = from; i < to; i++) {
            sql.setCharAt(i, ' ');
        }
    }

    /** What stands behind its first tokens, each character where it was. */
    String behind(int count) {
        StringBuilder rest = new StringBuilder(sql);
        blank(rest, 0, count == 0 ? 0 : tokens.get(count - 1).to());
        return rest.toString();
    }

    boolean is(int index, String word) {
        return index < tokens.size() && tokens.get(index).is(word);
    }

    boolean mark(int index, String mark) {
        return index < tokens.size() && tokens.get(index).mark(mark);
    }
}
