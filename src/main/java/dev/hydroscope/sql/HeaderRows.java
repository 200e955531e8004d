package dev.hydroscope.sql;

import dev.hydroscope.store.Filter;
import dev.hydroscope.store.HeaderCursor;
import dev.hydroscope.store.RequestRow;
import dev.hydroscope.store.Term;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The headers of requests, each request's in the order of the wire; of others than are wanted nothing is unpacked. */
final class HeaderRows implements Iterator<HeaderAt> {
    private final RequestRows requests;
    private final Bounds bounds;
    private final boolean requested;
    private final boolean responded;
    private final boolean anyName;
    private final Map<Integer, Boolean> wanted = new HashMap<>();
    private RequestRow request;
    private HeaderCursor cursor;
    private int position = -1;
    private boolean found;

    HeaderRows(Opened session, Bounds bounds) {
        this.requests = new RequestRows(session, bounds, filter(bounds));
        this.bounds = bounds;
        this.requested = bounds.admits("direction", "request");
        this.responded = bounds.admits("direction", "response");
        this.anyName = bounds.open("name");
    }

    /** What the search segments tell of it; they know bytes, so of what stands for bytes that are no text nothing is asked. */
    private static Filter filter(Bounds bounds) {
        Optional<String> name = bounds.text("name").filter(HeaderRows::isText);
        Optional<String> value = bounds.text("value").filter(HeaderRows::isText);
        if (name.isEmpty()) {
            return new Filter.Anything();
        }
        String key = Term.key(name.get());
        return value.<Filter>map(text -> new Filter.Has(Term.header(key, text.getBytes(StandardCharsets.UTF_8))))
                .orElse(new Filter.Named(key));
    }

    private static boolean isText(String text) {
        return text.indexOf('\ufffd') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    @Override
    public boolean hasNext() {
        while (!found && (cursor != null || requests.hasNext())) {
            if (cursor == null) {
                request = requests.next();
                cursor = request.cursor();
                position = -1;
            }
            step();
        }
        return found;
    }

    private void step() {
        while (cursor.next()) {
            position++;
            if ((cursor.response() ? responded : requested) && (anyName || named())) {
                found = true;
                return;
            }
        }
        cursor = null;
    }

    private boolean named() {
        int code = cursor.code();
        Boolean known = code == 0 ? null : wanted.get(code);
        if (known == null) {
            known = bounds.admits("name", new String(cursor.name(), StandardCharsets.UTF_8));
            wanted.put(code, known);
        }
        return known;
    }

    @Override
    public HeaderAt next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        found = false;
        return new HeaderAt(request, position, cursor.header());
    }
}
