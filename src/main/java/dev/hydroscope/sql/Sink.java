package dev.hydroscope.sql;

import java.util.List;

/** Takes an answer as it comes: first what it consists of, then its rows. What it throws ends the statement. */
public interface Sink {
    void columns(List<Heading> columns);

    /** As many as there are columns: null, Boolean, Long, BigDecimal, Double or String. */
    void row(List<Object> values);

    /** Asked now and then while nothing comes, by any thread: false, and the statement is ended. */
    default boolean wanted() {
        return true;
    }
}
