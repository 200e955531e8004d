package dev.hydroscope.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads on behind what a lens does not show, until a page is full or its time is over. */
final class EventPages {
    private static final long BUDGET_NANOS = 2_000_000_000L;

    private EventPages() {
    }

    /** Up to one more than the limit, behind a key. */
    interface Read {
        List<EventRow> behind(EventReader.Key key) throws SQLException;
    }

    /** What of them is shown. */
    interface Seen {
        List<EventRow> of(List<EventRow> rows) throws SQLException;
    }

    static Page<EventRow> read(Read read, Seen seen, EventReader.Key first, int limit) throws SQLException {
        long began = System.nanoTime();
        List<EventRow> page = new ArrayList<>();
        EventReader.Key key = first;
        while (true) {
            List<EventRow> rows = read.behind(key);
            boolean more = rows.size() > limit;
            List<EventRow> shown = seen.of(more ? rows.subList(0, limit) : rows);
            int room = Math.min(limit - page.size(), shown.size());
            page.addAll(shown.subList(0, room));
            if (room < shown.size()) {
                return new Page<>(page, EventReader.key(page.get(page.size() - 1)).text(), limit + 1, true);
            }
            if (!more) {
                return new Page<>(page, "", page.size(), true);
            }
            key = EventReader.key(rows.get(limit - 1));
            if (page.size() == limit || System.nanoTime() - began > BUDGET_NANOS) {
                return new Page<>(page, key.text(), page.size() + 1, page.size() == limit);
            }
        }
    }
}
