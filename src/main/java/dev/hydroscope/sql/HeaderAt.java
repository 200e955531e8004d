package dev.hydroscope.sql;

import dev.hydroscope.store.RequestRow;
import dev.hydroscope.trace.Header;

/** A header and the request it is of. */
record HeaderAt(RequestRow request, int position, Header header) {
}
