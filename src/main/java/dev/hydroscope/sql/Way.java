package dev.hydroscope.sql;

import java.util.Iterator;

/**
 * Another way to go through a view's rows than in their own order.
 *
 * @param column by which they come
 * @param sorted by it, either way, so that ORDER BY and LIMIT need not look at all; else only those with an equal value come
 *     together, so that GROUP BY needs to remember one group at a time
 */
record Way<R>(String column, boolean sorted, Rows<R> rows) {
    /** Of one session, no fewer than the bounds admit; none where there is nothing to be sorted. */
    interface Rows<R> {
        Iterator<R> of(Opened session, Bounds bounds, boolean descending);
    }
}
