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

    public static Completion at(Reader reader, String query, int caret) {
        throw new UnsupportedOperationException(reader + query + caret);
    }
}
