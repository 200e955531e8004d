package dev.hydroscope.session;

import dev.hydroscope.store.Loss;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** One who watches a session: what has changed since it looked last, bounded; the oldest is skipped first, and counted. */
public final class Watcher implements AutoCloseable {
    static final int MOST_REQUESTS = 10_000;
    static final int MOST_LOSSES = 1_000;

    /** @param requests ordinals of new and changed requests, in the order of their change */
    public record News(List<Long> requests, long skipped, List<Loss> losses) {
    }

    private final Consumer<Watcher> leave;
    private final Set<Long> requests = new LinkedHashSet<>();
    private final List<Loss> losses = new ArrayList<>();
    private long skipped;

    Watcher(Consumer<Watcher> leave) {
        this.leave = leave;
    }

    public synchronized News take() {
        News news = new News(List.copyOf(requests), skipped, List.copyOf(losses));
        requests.clear();
        losses.clear();
        skipped = 0;
        return news;
    }

    @Override
    public void close() {
        leave.accept(this);
    }

    synchronized void changed(List<Long> ordinals) {
        requests.addAll(ordinals);
        Iterator<Long> oldest = requests.iterator();
        for (int over = requests.size() - MOST_REQUESTS; over > 0; over--) {
            oldest.next();
            oldest.remove();
            skipped++;
        }
    }

    /** One loss that is not shown is still in the counts. */
    synchronized void lost(List<Loss> news) {
        news.stream().limit(MOST_LOSSES - losses.size()).forEach(losses::add);
    }
}
