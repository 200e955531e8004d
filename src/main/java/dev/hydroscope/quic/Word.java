package dev.hydroscope.quic;

/** What is told of a connection in words; a column of its summary each. */
public enum Word {
    /** server or client. */
    VANTAGE,
    /** this end or the other, as `sent` or `received`; "" of a timeout. */
    CLOSE_BY,
    /** transport, application, idle_timeout, handshake_timeout, stateless_reset. */
    CLOSE_KIND, CLOSE_REASON,
    /** A line each: index, state and address. */
    PATHS,
    /** As they were used, with spaces between. */
    VERSIONS,
    /** The source's own statistics: a line each of a name and a number. */
    STATS
}
