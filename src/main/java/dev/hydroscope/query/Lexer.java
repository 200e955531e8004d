package dev.hydroscope.query;

import dev.hydroscope.query.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a query's text in pieces. Never fails: a quote that is not closed becomes a piece that says so. What follows an
 * operator goes to the next blank, so that `path = /a?b=(c)` needs no quotes.
 */
final class Lexer {
    private final String text;
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    /** The last one is END. */
    static List<Token> tokens(String text) {
        Lexer lexer = new Lexer(text);
        List<Token> tokens = new ArrayList<>();
        Token token;
        do {
            boolean afterOperator = !tokens.isEmpty() && tokens.get(tokens.size() - 1).kind() == Kind.OPERATOR;
            token = lexer.next(afterOperator);
            tokens.add(token);
        } while (token.kind() != Kind.END);
        return tokens;
    }

    private Token next(boolean value) {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        int from = at;
        if (at == text.length()) {
            return new Token(Kind.END, "", at, at);
        }
        char first = text.charAt(at);
        if (first == '"' || first == '\'') {
            return quoted(first, value ? Kind.VALUE : Kind.QUOTED);
        }
        if (value && first != ')') {
            return new Token(Kind.VALUE, value(), from, at);
        }
        if (first == '(' || first == ')') {
            at++;
            return new Token(first == '(' ? Kind.OPEN : Kind.CLOSE, text.substring(from, at), from, at);
        }
        Optional<Operator> operator = Operator.at(text, at);
        if (operator.isPresent()) {
            at += operator.get().sign.length();
            return new Token(Kind.OPERATOR, operator.get().sign, from, at);
        }
        return word();
    }

    /** To the next blank, or to a bracket that closes one before it. */
    private String value() {
        int from = at;
        int open = 0;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (open < 0 || Character.isWhitespace(c)) {
                break;
            }
        }
        return text.substring(from, at);
    }

    private Token word() {
        int from = at;
        StringBuilder word = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c) || c == '(' || c == ')' || Operator.at(text, at).isPresent()) {
                break;
            }
            if (c == '"' && word.length() > 0 && word.charAt(word.length() - 1) == '.') {
                Token name = quoted(c, Kind.WORD);
                return new Token(name.kind(), word + name.text(), from, at);
            }
            word.append(c);
            at++;
        }
        return new Token(Kind.WORD, word.toString(), from, at);
    }

    private Token quoted(char quote, Kind kind) {
        int from = at++;
        StringBuilder inner = new StringBuilder();
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == quote) {
                at++;
                return new Token(kind, inner.toString(), from, at);
            }
            if (c == '\\' && at + 1 < text.length() && (text.charAt(at + 1) == quote || text.charAt(at + 1) == '\\')) {
                c = text.charAt(++at);
            }
            inner.append(c);
        }
        return new Token(Kind.UNCLOSED, inner.toString(), from, at);
    }
}
