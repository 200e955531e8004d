package dev.hydroscope.web;

import io.javalin.http.Context;
import java.util.concurrent.Semaphore;

/** Places for what goes on for long; those who came by a link take half of them at most, so that they keep nobody else out. */
final class Seats {
    private final Semaphore all;
    private final Semaphore guests;

    Seats(int most) {
        this.all = new Semaphore(most);
        this.guests = new Semaphore(most / 2);
    }

    /** Whether there was one; then it is to be left. */
    boolean take(Context request) {
        boolean guest = Guests.link(request).isPresent();
        if (guest && !guests.tryAcquire()) {
            return false;
        }
        boolean taken = all.tryAcquire();
        if (guest && !taken) {
            guests.release();
        }
        return taken;
    }

    void leave(Context request) {
        all.release();
        if (Guests.link(request).isPresent()) {
            guests.release();
        }
    }
}
