package dev.hydroscope.sql;

import dev.hydroscope.store.Reader;

/** A session that a statement may look at. */
record Opened(SessionHead head, Reader reader) {
}
