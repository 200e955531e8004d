package dev.hydroscope.session;

import dev.hydroscope.source.Source;
import java.util.List;

/** A source that is there already, listened to as a process would be. */
public final class Heard {
    private Heard() {
    }

    /** @param filter a query, or "" */
    public static Listening of(Source source, String filter) {
        return Listening.of(source, SessionSettings.of(0, "http", "heard"),
                new LineWish(List.of("*"), List.of(), false, LineWish.filter(filter)), false);
    }
}
