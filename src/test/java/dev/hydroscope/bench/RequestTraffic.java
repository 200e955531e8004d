package dev.hydroscope.bench;

import dev.hydroscope.session.SessionInfo;
import dev.hydroscope.session.Written;
import dev.hydroscope.trace.Traffic;
import java.nio.file.Path;

/** Requests of a busy site, as many as one likes, written into a data folder: `RequestTraffic DIR REQUESTS`. */
public final class RequestTraffic {
    private static final int CONNECTIONS = 500;
    private static final int REQUESTS_PER_SECOND = 20_000;

    private RequestTraffic() {
    }

    public static void main(String[] args) throws Exception {
        SessionInfo session = write(Path.of(args[0]), Long.parseLong(args[1]));
        System.out.println(session.id() + " " + session.counts());
    }

    static SessionInfo write(Path folder, long requests) throws Exception {
        Traffic traffic = new Traffic(3, CONNECTIONS, REQUESTS_PER_SECOND);
        long[] left = {requests};
        return Written.session(folder, "made up", Traffic.PROBES, into -> {
            into.addAll(traffic.request());
            return --left[0] > 0;
        });
    }
}
