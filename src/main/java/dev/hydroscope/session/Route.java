package dev.hydroscope.session;

import dev.hydroscope.trace.Event;
import java.util.List;

/** The way of events from a batch to whoever listens; for one thread. */
interface Route {
    void accept(List<Event> batch);

    /** At least each quarter of a second: what only had to wait goes on. */
    void turn();

    /** Nothing more comes: what is held goes on, or never will. */
    void finish();

    /** Events left out as their connection, or their request, is not wanted. */
    default long leftOut() {
        return 0;
    }

    /** Connections left out of which nobody could tell whether they are wanted. */
    default long untold() {
        return 0;
    }
}
