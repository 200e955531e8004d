package dev.hydroscope.web;

import dev.hydroscope.sql.Heading;
import dev.hydroscope.sql.Sink;
import java.util.List;

/** An answer that is wanted as long as who asked is there. */
final class Awaited implements Sink {
    private final Sink to;
    private final Presence presence;

    Awaited(Sink to, Presence presence) {
        this.to = to;
        this.presence = presence;
    }

    @Override
    public void columns(List<Heading> columns) {
        to.columns(columns);
    }

    @Override
    public void row(List<Object> values) {
        to.row(values);
    }

    @Override
    public synchronized boolean wanted() {
        return !presence.getAsBoolean();
    }
}
