package dev.hydroscope.query;

import dev.hydroscope.store.Reader;
import java.util.List;

/**
 * What can stand at the caret of a query: replace its characters from..to by the text of an item.
 */
public record Completion(int from, int to, List<Item> items) {
    /** The words of the HTTP interface, in lower case there. */
    public enum Kind { FIELD, OPERATOR, NAME, VALUE, KEYWORD }

    /** @param detail what it is, or how often it was seen */
    public record Item(String text, Kind kind, String detail) {
    }

    /** Never fails: in a query that is wrong there is still something to write. */
    public static Completion at(Reader reader, String query, int caret) {
        int place = Math.max(0, Math.min(caret, query.length()));
        List<Token> all = Lexer.tokens(query.substring(0, place));
        List<Token> tokens = all.subList(0, all.size() - 1);
        Token last = tokens.isEmpty() ? new Token(Token.Kind.END, "", 0, 0) : tokens.get(tokens.size() - 1);
        boolean partial = last.to() == place && (last.kind() == Token.Kind.WORD || last.kind() == Token.Kind.VALUE
                || last.kind() == Token.Kind.UNCLOSED);
        List<Token> before = partial ? tokens.subList(0, tokens.size() - 1) : tokens;
        int from = partial ? last.from() : place;
        int to = partial ? endOfWord(query, place, last.kind()) : place;
        return new Completion(from, to, new Choices(reader).at(before, partial ? last.text() : ""));
    }

    private static int endOfWord(String query, int caret, Token.Kind kind) {
        int end = caret;
        char quote = '"';
        while (end < query.length() && query.charAt(end) != ')' && !Character.isWhitespace(query.charAt(end))
                && (kind == Token.Kind.VALUE || Operator.at(query, end).isEmpty()) && query.charAt(end) != quote) {
            end++;
        }
        return kind == Token.Kind.UNCLOSED && end < query.length() && query.charAt(end) == quote ? end + 1 : end;
    }
}
