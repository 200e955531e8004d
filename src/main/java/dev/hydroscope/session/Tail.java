package dev.hydroscope.session;

import dev.hydroscope.store.Loss;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Hands what was just written to those who watch. Never waits for one of them. */
public final class Tail {
    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();

    Tail() {
    }

    public Watcher watch() {
        Watcher watcher = new Watcher(watchers::remove);
        watchers.add(watcher);
        return watcher;
    }

    void changed(List<Long> requests) {
        watchers.forEach(watcher -> watcher.changed(requests));
    }

    void lost(List<Loss> losses) {
        watchers.forEach(watcher -> watcher.lost(losses));
    }
}
