package dev.hydroscope.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.store.Reader;
import dev.hydroscope.store.SessionFile;
import dev.hydroscope.store.Writer;
import dev.hydroscope.trace.Connection;
import dev.hydroscope.trace.Made;
import dev.hydroscope.trace.Request;
import dev.hydroscope.trace.Varied;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What some requests have that the others have not comes first; what chance makes, and what each has for itself, does not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DifferencesTest {
    private static final int REQUESTS = 20_000;
    private final Matchings matchings = new Matchings();
    private SessionFile file;
    private Reader reader;

    /** Requests of the tenant 17 fail, most of them at one upstream, and have no etag. */
    @BeforeAll
    void write(@TempDir Path folder) {
        SplittableRandom random = new SplittableRandom(9);
        List<Connection> connections = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String peer = "198.51." + i % 9 + "." + i % 250 + ":1";
            connections.add(Made.named(Made.connection(i + 1, i + 1, Varied.AT), peer, "", "", ""));
        }
        List<Request> requests = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            Request request = Made.request(connections.get(random.nextInt(300)), i, i, Varied.AT + i * 100_000L);
            int tenant = random.nextInt(500);
            boolean fails = tenant == 17 || random.nextInt(5000) == 0;
            Made.header(request, false, ":method", random.nextInt(5) == 0 ? "POST" : "GET");
            Made.header(request, false, ":path", "/api/" + random.nextInt(30) + "/" + random.nextInt(4000));
            Made.header(request, false, "x-tenant", "t" + tenant);
            Made.header(request, false, "x-id", "id" + i);
            Made.header(request, true, "x-upstream", fails && random.nextInt(10) > 0 ? "app-3" : "app-" + random.nextInt(20));
            if (!fails) {
                Made.header(request, true, "etag", Long.toHexString(random.nextLong()));
            }
            Made.responded(request, fails ? 503 : 200, request.atNanos() + (fails ? 90_000_000 : 1000 + random.nextInt(3_000_000)));
            requests.add(Made.finished(request));
        }
        file = SessionFile.create(folder.resolve("session.mv.db"));
        Writer writer = file.writer();
        writer.write(Made.of(connections, requests));
        writer.seal();
        reader = file.reader();
    }

    @AfterAll
    void close() {
        file.close();
    }

    private Matching matching(String query) {
        return matchings.of(reader, Query.parse(query), 0, 0, Long.MAX_VALUE / 2, () -> false);
    }

    private Differences differences(String whole, String of) {
        String both = whole.isEmpty() ? of : "(" + whole + ") and (" + of + ")";
        return Differences.of(reader, matching(whole), matching(both), () -> false);
    }

    private static List<String> names(Differences differences, double above) {
        return differences.fields().stream().filter(field -> field.score() > above).map(Differences.Field::name).toList();
    }

    private static double score(Differences differences, String name) {
        return differences.fields().stream().filter(field -> field.name().equals(name)).mapToDouble(Differences.Field::score)
                .findFirst().orElse(0);
    }

    @Test
    void whatIsPlantedComesFirst() {
        Differences found = differences("", "status = 503");
        List<String> telling = names(found, 0.2);
        assertTrue(telling.containsAll(List.of("status", "class", "duration", "req.x-tenant", "res.x-upstream")),
                telling.toString());
        assertTrue(score(found, "req.x-id") < 0.05, "each has its own: " + score(found, "req.x-id"));
        assertTrue(score(found, "res.etag") > 0.2, "none of these has one");
        assertTrue(score(found, "method") < 0.05);
        assertTrue(score(found, "peer") < 0.1, "by chance: " + score(found, "peer"));
        Differences.Value tenant = found.fields().stream().filter(field -> field.name().equals("req.x-tenant")).findFirst()
                .orElseThrow().values().get(0);
        assertEquals("t17", tenant.text());
        assertEquals("req.x-tenant = t17", tenant.condition());
        assertEquals(tenant.selected(), matching("status = 503 and " + tenant.condition()).matched());
        assertEquals(tenant.rest(), matching("not status = 503 and " + tenant.condition()).matched());
        assertEquals(found.selected() + found.rest(), REQUESTS);
    }

    @Test
    void everyConditionFindsWhatWasCounted() {
        Differences found = differences("method = GET", "duration > 50ms");
        assertSame(found, differences("method = GET", "duration > 50ms"), "is kept");
        for (Differences.Field field : found.fields()) {
            for (Differences.Value value : field.values()) {
                assertEquals(value.selected(), matching("method = GET and duration > 50ms and " + value.condition()).matched(),
                        value.condition());
                assertEquals(value.rest(), matching("method = GET and not duration > 50ms and " + value.condition()).matched(),
                        value.condition());
            }
        }
        assertTrue(found.fields().size() >= 4, found.fields().toString());
    }

    @Test
    void aSelectionByChanceDiffersInNothing() {
        for (String chance : List.of("req.x-id ^= id123", "req.x-id ^= id7", "req.x-id =~ \"3$\"")) {
            Differences found = differences("", chance);
            List<String> telling = names(found, 0.1);
            assertTrue(telling.isEmpty(), chance + ": " + telling + " of " + found.selected());
        }
    }

    @Test
    void nothingAgainstSomethingIsNoDifference() {
        assertEquals(List.of(), differences("", "status = 999").fields());
        assertEquals(List.of(), differences("", "status").fields());
    }
}
