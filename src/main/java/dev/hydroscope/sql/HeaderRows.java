package dev.hydroscope.sql;

import dev.hydroscope.store.RequestRow;
import dev.hydroscope.trace.Header;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/** The headers of requests, each request's in the order of the wire. */
final class HeaderRows implements Iterator<HeaderAt> {
    private final RequestRows requests;
    private Iterator<HeaderAt> headers = Collections.emptyIterator();

    HeaderRows(Opened session, Bounds bounds) {
        this.requests = new RequestRows(session, bounds);
    }

    @Override
    public boolean hasNext() {
        while (!headers.hasNext() && requests.hasNext()) {
            RequestRow request = requests.next();
            List<Header> all = request.headers();
            headers = IntStream.range(0, all.size()).mapToObj(i -> new HeaderAt(request, i, all.get(i))).iterator();
        }
        return headers.hasNext();
    }

    @Override
    public HeaderAt next() {
        return headers.next();
    }
}
