package dev.hydroscope.sql;

import java.util.List;

/** Every view, in the order of the schema page: one place to add one. */
final class Views {
    static final List<View<?>> ALL = List.of(SessionView.VIEW, ConnectionView.VIEW, RequestView.VIEW, HeaderView.VIEW,
            EventView.VIEW, PacketView.VIEW, StreamView.VIEW, MarkView.VIEW, TcpView.VIEW, TrafficView.VIEW, LatencyView.VIEW,
            LossView.VIEW);

    private Views() {
    }
}
