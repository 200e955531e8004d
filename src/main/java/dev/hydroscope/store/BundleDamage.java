package dev.hydroscope.store;

import java.io.IOException;

/** A bundle is not what it should be; the message says in what way. */
final class BundleDamage extends IOException {
    private static final long serialVersionUID = 1;

    BundleDamage(String message) {
        super(message);
    }
}
