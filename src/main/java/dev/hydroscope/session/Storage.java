package dev.hydroscope.session;

import dev.hydroscope.store.StoreException;

/** What the store says, as a problem. */
final class Storage {
    private Storage() {
    }

    static RuntimeException problem(RuntimeException e) {
        return e instanceof StoreException store
                ? new Problem(store.asked() ? Problem.Kind.INVALID : Problem.Kind.UNAVAILABLE, store.getMessage(),
                        store.hint(), store) : e;
    }
}
