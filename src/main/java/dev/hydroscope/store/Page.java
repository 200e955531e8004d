package dev.hydroscope.store;

import java.util.List;

/**
 * Some rows of many, and how to go on.
 *
 * @param next what to pass as `after` for the rows that follow; "" at the end
 * @param scanned how many stored rows were looked at for this page
 * @param complete false where the time for a page was over before the page was full: go on with next
 */
public record Page<T>(List<T> rows, String next, long scanned, boolean complete) {
    public Page {
        rows = List.copyOf(rows);
    }
}
