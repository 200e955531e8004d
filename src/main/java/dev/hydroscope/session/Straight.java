package dev.hydroscope.session;

import dev.hydroscope.trace.Event;
import java.util.List;

/** Events one by one, as they come. */
final class Straight implements Route {
    private final Chosen chosen;

    Straight(Chosen chosen) {
        this.chosen = chosen;
    }

    @Override
    public void accept(List<Event> batch) {
        for (Event event : batch) {
            chosen.tell(chosen.mask(event), 0);
        }
    }

    @Override
    public void turn() {
        // nothing is held
    }

    @Override
    public void finish() {
        // nothing is held
    }
}
