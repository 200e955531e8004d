package dev.hydroscope.query;

import dev.hydroscope.store.Places;

/** Where of some places of a block something holds, and where the columns cannot tell; nowhere both. */
record Told(Places holds, Places unknown) {
    static Told nothing() {
        return new Told(new Places(), new Places());
    }

    /** Where it does not. */
    Told not(Places asked) {
        Places rest = asked.copy();
        rest.andNot(holds);
        rest.andNot(unknown);
        return new Told(rest, unknown);
    }
}
