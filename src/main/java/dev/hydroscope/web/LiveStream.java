package dev.hydroscope.web;

import dev.hydroscope.format.Caveats;
import dev.hydroscope.query.Query;
import dev.hydroscope.query.Search;
import dev.hydroscope.session.Json;
import dev.hydroscope.session.Problem;
import dev.hydroscope.session.Rate;
import dev.hydroscope.session.Session;
import dev.hydroscope.session.SessionInfo;
import dev.hydroscope.session.Sessions;
import dev.hydroscope.session.Watcher;
import dev.hydroscope.store.Lens;
import dev.hydroscope.store.Reader;
import dev.hydroscope.store.RequestRow;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * GET …/live: server-sent events of one session, each stream on a thread of its own. Who reads slowly holds up nobody else:
 * rows are skipped and counted, and a stream that takes nothing for the idle time is dropped.
 */
final class LiveStream {
    static final int MOST_STREAMS = 24;
    private static final int MOST_ROWS = 300;
    private static final long TICK_MILLIS = 200;
    private static final long COUNTS_MILLIS = 500;

    /** Which requests someone follows, and how they are shown. */
    private record Followed(Query query, Sheet sheet) {
    }

    /** @param over how many were left out */
    private record Found(List<Map<String, Object>> rows, long over) {
    }

    private final Sessions sessions;
    private final Seats streams = new Seats(MOST_STREAMS);
    private volatile boolean closed;

    LiveStream(Sessions sessions) {
        this.sessions = sessions;
    }

    /** Ends every stream at its next tick. */
    void close() {
        closed = true;
    }

    void serve(Context request) {
        String id = Routes.session(request);
        Parameters parameters = new Parameters(request);
        Followed followed = new Followed(Query.parse(parameters.text("q")),
                Sheet.of(parameters, !sessions.get(id).caveats().clock().equals(Caveats.NO_CLOCK)));
        if (!streams.take(request)) {
            throw new Refusal(503, "as many live views are open already as there may be", "close some, then try again");
        }
        try {
            stream(request, id, followed);
        } catch (IOException | Problem gone) {
            // the reader has left, or the session was deleted: this is how streams end
        } finally {
            streams.leave(request);
        }
    }

    private void stream(Context request, String id, Followed followed) throws IOException {
        request.res().setContentType("text/event-stream");
        request.res().setCharacterEncoding("utf-8");
        request.res().setHeader("X-Accel-Buffering", "no");
        OutputStream out = request.res().getOutputStream();
        Optional<Session> running = sessions.running(id);
        if (running.isPresent()) {
            try (Watcher watcher = running.get().tail().watch()) {
                follow(request, out, running.get(), followed, watcher);
            } catch (Refusal refused) {
                send(out, "gone", Map.of("error", refused.getMessage(), "hint", refused.hint()));
            }
        } else {
            send(out, "counts", counts(request, sessions.get(id), new Rate(0, 0)));
        }
    }

    private Map<String, Object> counts(Context request, SessionInfo info, Rate rate) {
        return SharedJson.live(request, sessions, info, LiveJson.counts(info, rate));
    }

    /** Counts come twice a second whatever happens, so that a reader that has left is noticed. */
    private void follow(Context request, OutputStream out, Session session, Followed followed, Watcher watcher)
            throws IOException {
        long countedAt = 0;
        boolean over = false;
        while (!over && !closed) {
            Guests.requireLife(request, sessions.links());
            SessionInfo info = session.info();
            over = info.endedAt().isPresent();
            Watcher.News news = watcher.take();
            rows(out, info.id(), Sight.of(request), followed, news);
            for (var loss : news.losses()) {
                send(out, "loss", LiveJson.loss(loss));
            }
            if (over || System.currentTimeMillis() - countedAt >= COUNTS_MILLIS) {
                send(out, "counts", counts(request, info, session.rate()));
                countedAt = System.currentTimeMillis();
            }
            pause(over ? 0 : TICK_MILLIS);
        }
    }

    private void rows(OutputStream out, String id, Lens lens, Followed followed, Watcher.News news) throws IOException {
        if (news.requests().isEmpty()) {
            return;
        }
        Found found = sessions.read(id, lens, reader -> found(reader, followed, news));
        long skipped = lens.whole() ? news.skipped() + found.over() : found.over();
        if (!found.rows().isEmpty() || skipped > 0) {
            send(out, "request", Map.of("rows", found.rows(), "skipped", skipped));
        }
    }

    private static Found found(Reader reader, Followed followed, Watcher.News news) {
        List<RequestRow> rows = new Search(reader).filter(followed.query(), reader.requests(news.requests()));
        int over = Math.max(0, rows.size() - MOST_ROWS);
        return new Found(followed.sheet().live(reader, rows.subList(over, rows.size())), over);
    }

    private static void send(OutputStream out, String event, Object data) throws IOException {
        out.write(("event: " + event + "\ndata: ").getBytes(StandardCharsets.US_ASCII));
        out.write(Json.bytes(data));
        out.write(new byte[] {'\n', '\n'});
        out.flush();
    }

    private static void pause(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
