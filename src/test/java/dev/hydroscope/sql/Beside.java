package dev.hydroscope.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.bpf.Capability;
import dev.hydroscope.session.Counts;
import dev.hydroscope.session.SessionInfo;
import dev.hydroscope.session.SessionSettings;
import dev.hydroscope.session.Sessions;
import dev.hydroscope.session.StandIn;
import dev.hydroscope.source.Recording;
import java.io.IOException;
import java.nio.file.Path;

/** A capture that runs beside what is tested: of a server with real probes where the kernel can, else a recorded one. */
final class Beside implements AutoCloseable {
    private final Path data;
    private final Sessions sessions;
    private final StandIn server;
    private final String id;

    private Beside(Path data, Sessions sessions, StandIn server, String id) {
        this.data = data;
        this.sessions = sessions;
        this.server = server;
        this.id = id;
    }

    static Beside begin(Path data) throws Exception {
        Sessions sessions = Sessions.open(data);
        if (!Capability.check().available()) {
            return new Beside(data, sessions, null, sessions.replay("beside", Recording.resource("/demo.trace.gz")).id());
        }
        StandIn server = StandIn.start("--wait", "--rate", "10000");
        return new Beside(data, sessions, server, sessions.create(SessionSettings.of(server.pid(), "all", "beside")).id());
    }

    Path file() {
        return data.resolve("sessions").resolve(id + ".mv.db");
    }

    Place place() {
        return new Place(new SessionHead(id, "beside", "running", "probes", 1, 0, ""), file(), true);
    }

    SessionInfo info() {
        return sessions.get(id);
    }

    SessionInfo stop() {
        return sessions.stop(id);
    }

    /** Fired is stored: none was lost, none is missing. */
    void assertAccountCloses() throws IOException {
        long fired = -1;
        if (server != null) {
            server.stop();
            fired = server.summary().firedTotal();
        }
        Counts counts = stop().counts();
        assertTrue(counts.events() > 0, counts.toString());
        assertEquals(fired < 0 ? counts.hits() : fired, counts.hits(), "fired, by the server and by the kernel");
        assertEquals(counts.hits(), counts.events(), counts.toString());
        assertEquals(0, counts.lost().total());
    }

    @Override
    public void close() {
        sessions.close();
        if (server != null) {
            server.close();
        }
    }
}
