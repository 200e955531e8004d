package dev.hydroscope.store;

import java.util.Optional;

/**
 * Which connections are listed, and by what they go.
 *
 * @param kind empty: of every kind
 * @param least the least first, of {@link Order#AT} the oldest; what has no such figure stands last either way
 */
public record ConnectionWish(Optional<ConnectionKind> kind, Order order, boolean least) {
    /** What a list can go by: when they began, or a figure. */
    public enum Order { AT, REQUESTS, RECEIVED, SENT, AGAIN, RTT, LASTED }

    public static final ConnectionWish ALL = new ConnectionWish(Optional.empty(), Order.AT, false);
}
