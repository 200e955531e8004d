package dev.hydroscope.bench;

import dev.hydroscope.session.SessionInfo;
import dev.hydroscope.session.Written;
import dev.hydroscope.trace.Event;
import dev.hydroscope.trace.Traffic;
import java.nio.file.Path;
import java.util.List;

/** Requests of a busy site, as many as one likes, written into a data folder: `HttpTraffic DIR REQUESTS`. */
public final class HttpTraffic {
    private static final int CONNECTIONS = 500;
    private static final int REQUESTS_PER_SECOND = 20_000;

    private final Traffic traffic = new Traffic(3, CONNECTIONS, REQUESTS_PER_SECOND);
    private long left;

    private HttpTraffic(long requests) {
        left = requests;
    }

    private boolean next(List<Event> into) {
        into.addAll(traffic.request());
        return --left > 0;
    }

    public static void main(String[] args) throws Exception {
        HttpTraffic made = new HttpTraffic(Long.parseLong(args[1]));
        SessionInfo session = Written.session(Path.of(args[0]), "a busy site", Traffic.PROBES, made::next);
        System.out.println(session.id() + " " + session.counts());
    }
}
