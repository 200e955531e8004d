package dev.hydroscope.store;

import java.util.Optional;
import java.util.function.Predicate;

/** What a condition may ask beside the request itself: its connection, and the other requests on that. */
public interface Beside {
    Optional<ConnectionRow> connection(RequestRow request);

    /** The summary of its connection, where that is one of QUIC. */
    Optional<QuicRow> quic(RequestRow request);

    /** The TCP connection that its connection is on, where that was followed. */
    Optional<TcpRow> tcp(RequestRow request);

    /** Holds of a request where the condition does of any on the same connection, be it the same. */
    Predicate<RequestRow> anyOf(Predicate<RequestRow> wanted);

    /** Through which its rows are seen. */
    Lens lens();
}
