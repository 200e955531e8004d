package dev.hydroscope.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.store.Reader;
import dev.hydroscope.store.SessionFile;
import dev.hydroscope.store.Writer;
import dev.hydroscope.trace.Connection;
import dev.hydroscope.trace.Made;
import dev.hydroscope.trace.Request;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A field that no two requests share takes bounded memory, and what is left out of its lanes is said. */
class ManyLanesTest {
    private static final long AT = 1_700_000_000_000_000_000L;
    private static final int REQUESTS = LaneTotals.MOST + 700;
    private static final int ALL = REQUESTS + 1;
    @TempDir
    Path folder;

    @BeforeEach
    void write() {
        List<Connection> connections = new ArrayList<>();
        List<Request> requests = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            Connection connection = Made.connection(i + 1, i + 1, AT + i * 1000L);
            connections.add(connection);
            Request request = Made.request(connection, 1, i, AT + i * 1000L);
            Made.header(request, false, ":method", i % 2 == 0 ? "GET" : "POST");
            Made.header(request, false, "x-id", "id-" + i);
            requests.add(Made.finished(request));
        }
        try (SessionFile file = SessionFile.create(folder.resolve("many.mv.db"))) {
            Writer writer = file.writer();
            writer.write(Made.of(connections, List.of()));
            for (int from = 0; from < REQUESTS; from += 900) {
                writer.write(Made.of(List.of(), requests.subList(from, Math.min(REQUESTS, from + 900))));
            }
        }
    }

    private static Lanes.Page lanes(Reader reader, String by, String after, String... keys) {
        Ask ask = new Ask(reader, Query.parse(""), Window.of(AT, AT + REQUESTS * 1000L, 10), 60_000_000_000L, () -> false);
        Lanes.Page page = new Lanes(new Timelines()).of(ask, new Lanes.Which(by, ALL, after, List.of(keys))).orElseThrow();
        assertTrue(page.progress().complete());
        return page;
    }

    @Test
    void thoseThatBeginFirstAreListed() {
        try (SessionFile file = SessionFile.open(folder.resolve("many.mv.db"))) {
            for (String by : List.of("connection", "req.x-id")) {
                Lanes.Page page = lanes(file.reader(), by, "");
                assertEquals(LaneTotals.MOST, page.lanes().size());
                assertTrue(page.more());
                assertEquals(REQUESTS, page.progress().matched());
                for (int i = 0; i < LaneTotals.MOST; i++) {
                    assertEquals(by.equals("connection") ? Integer.toString(i + 1) : "id-" + i, page.lanes().get(i).key());
                    assertEquals(1, page.lanes().get(i).requests());
                }
            }
        }
    }

    @Test
    void oneThatIsAskedForByNameIsThere() {
        try (SessionFile file = SessionFile.open(folder.resolve("many.mv.db"))) {
            for (String by : List.of("connection", "req.x-id")) {
                Lanes.Page page = lanes(file.reader(), by, "", by.equals("connection") ? "" + REQUESTS : "id-" + (REQUESTS - 1));
                assertEquals(1, page.lanes().get(0).requests());
                assertFalse(page.more());
            }
            assertFalse(lanes(file.reader(), "method", "").more());
        }
    }
}
