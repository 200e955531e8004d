package dev.hydroscope.sql;

import java.util.List;

/** Takes an answer as it comes: first what it consists of, then its rows. */
public interface Sink {
    void columns(List<Heading> columns);

    /** As many as there are columns: null, Boolean, Long, BigDecimal, Double or String. */
    void row(List<Object> values);
}
