package dev.hydroscope.web;

import dev.hydroscope.session.Sessions;
import dev.hydroscope.store.Lens;
import dev.hydroscope.store.Reader;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the caller of a request may see of a session: all of it with the token, what the link shows with a link. Every route
 * that reads a session reads it through here; a test sees that none goes past it.
 */
final class Sight {
    private static final String LENS = "hydroscope.lens";

    private Sight() {
    }

    /** Told by the guard, before any route. */
    static void set(Context request, Lens lens) {
        request.attribute(LENS, lens);
    }

    static Lens of(Context request) {
        return Optional.<Lens>ofNullable(request.attribute(LENS))
                .orElseThrow(() -> new IllegalStateException("nobody said what the caller of " + request.path() + " may see"));
    }

    /** Asks the file of the session that the path names. */
    static <T> T read(Context request, Sessions sessions, Function<Reader, T> reading) {
        return sessions.read(Routes.session(request), of(request), reading);
    }

    /** The same, of one moment: what an answer counts in several ways is the same requests. */
    static <T> T steady(Context request, Sessions sessions, Function<Reader, T> reading) {
        return read(request, sessions, reader -> reader.steady(reading));
    }
}
