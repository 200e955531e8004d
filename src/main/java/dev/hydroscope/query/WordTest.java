package dev.hydroscope.query;

import dev.hydroscope.store.Beside;
import dev.hydroscope.store.ConnectionRow;
import dev.hydroscope.store.HeaderCursor;
import dev.hydroscope.store.RequestRow;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Whether a word stands anywhere: in a header's name or value, method and path among them, as the status, in the protocol,
 * or in what is known of the connection.
 */
final class WordTest implements Predicate<RequestRow> {
    private final FoldedBytes wanted;
    private final String lower;
    private final Beside beside;
    private final BitSet named = new BitSet();
    private final BitSet known = new BitSet();

    WordTest(String word, Beside beside) {
        this.wanted = new FoldedBytes(word);
        this.lower = word.toLowerCase(Locale.ROOT);
        this.beside = beside;
    }

    @Override
    public boolean test(RequestRow row) {
        return headers(row, wanted.in(row.body())) || Integer.toString(row.status()).equals(lower)
                || row.protocol().toLowerCase(Locale.ROOT).contains(lower) || connection(row);
    }

    /** @param within whether the word stands in the packed headers at all, perhaps across two of them */
    private boolean headers(RequestRow row, boolean within) {
        HeaderCursor cursor = row.cursor();
        while (cursor.next()) {
            if (named(cursor) || within && wanted.in(cursor.body(), cursor.valueOffset(), cursor.captured())) {
                return true;
            }
        }
        return false;
    }

    /** Each name is looked at once. */
    private boolean named(HeaderCursor cursor) {
        int code = cursor.code();
        if (code == 0) {
            return wanted.in(cursor.name());
        }
        if (!known.get(code)) {
            known.set(code);
            named.set(code, wanted.in(cursor.name()));
        }
        return named.get(code);
    }

    private boolean connection(RequestRow row) {
        Optional<ConnectionRow> of = beside.connection(row);
        return of.isPresent() && Stream.of(of.get().peer(), of.get().sni(), of.get().uuid())
                .anyMatch(text -> wanted.in(text.getBytes(StandardCharsets.UTF_8)));
    }
}
