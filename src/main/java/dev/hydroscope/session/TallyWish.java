package dev.hydroscope.session;

/**
 * What is to be added up.
 *
 * @param field of HISTOGRAM, VALUES and LATENCY: the argument; "" for none
 * @param endField of LATENCY: what it is called at its end
 */
public record TallyWish(What what, String field, String endField) {
    /** Hits; hits by a value; a number by powers of two; the nanoseconds between two probes. */
    public enum What { HITS, VALUES, HISTOGRAM, LATENCY }
}
