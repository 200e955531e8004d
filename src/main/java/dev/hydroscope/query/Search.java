package dev.hydroscope.query;

import dev.hydroscope.store.Page;
import dev.hydroscope.store.Reader;
import dev.hydroscope.store.RequestRow;
import java.util.List;

/** Finds requests of one session. */
public final class Search {
    private final Reader reader;

    public Search(Reader reader) {
        this.reader = reader;
    }

    /** One page of the requests for which the query holds. */
    public Page<RequestRow> requests(Query query, Scope scope) {
        throw new UnsupportedOperationException(reader + query.text() + scope);
    }

    /** Those of the rows for which the query holds, in their order; for what has just been stored. */
    public List<RequestRow> filter(Query query, List<RequestRow> rows) {
        throw new UnsupportedOperationException(query.text() + rows);
    }
}
