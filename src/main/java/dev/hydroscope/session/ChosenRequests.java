package dev.hydroscope.session;

import dev.hydroscope.query.Query;
import dev.hydroscope.query.Scope;
import dev.hydroscope.query.Search;
import dev.hydroscope.store.Lens;
import dev.hydroscope.store.Page;
import dev.hydroscope.store.Reader;
import dev.hydroscope.store.RequestRow;
import java.io.IOException;
import java.util.function.BiFunction;

/** The requests that an export is about, page by page, so that their number does not matter. */
final class ChosenRequests {
    private static final int PAGE = 1000;
    private static final long SLICE_NANOS = 500_000_000;

    private final Sessions sessions;
    private final Lens lens;
    private final SessionInfo session;
    private final ExportWish wish;
    private final Exporting progress;

    ChosenRequests(Sessions sessions, Lens lens, SessionInfo session, ExportWish wish, Exporting progress) {
        this.sessions = sessions;
        this.lens = lens;
        this.session = session;
        this.wish = wish;
        this.progress = progress;
    }

    /** Takes a page; false: no more is wanted. */
    interface Taking<T> {
        boolean take(T page, double share) throws IOException;
    }

    /** @param reading what is to be known of a page, read with it */
    <T> void each(BiFunction<Reader, Page<RequestRow>, T> reading, Taking<T> taking) throws IOException {
        Query query = wish.requests();
        long all = Math.max(1, session.counts().requests());
        String after = "";
        boolean wanted = true;
        while (wanted) {
            progress.check();
            Scope scope = new Scope(wish.fromNanos(), wish.toNanos(), wish.newest() ? Scope.Order.NEWEST : Scope.Order.OLDEST,
                    PAGE, after, SLICE_NANOS, progress::cancelled);
            record Read<T>(T what, String next) {
            }
            Read<T> read = sessions.read(session.id(), lens, reader -> {
                Page<RequestRow> page = new Search(reader).requests(query, scope);
                return new Read<>(reading.apply(reader, page), page.next());
            });
            after = read.next();
            double passed = after.isEmpty() ? all : Long.parseLong(after);
            wanted = taking.take(read.what(), wish.newest() && !after.isEmpty() ? 1 - passed / all : passed / all)
                    && !after.isEmpty();
        }
    }
}
