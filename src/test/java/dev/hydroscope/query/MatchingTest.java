package dev.hydroscope.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.store.Reader;
import dev.hydroscope.store.RequestRow;
import dev.hydroscope.store.SessionFile;
import dev.hydroscope.store.Writer;
import dev.hydroscope.trace.Changes;
import dev.hydroscope.trace.Made;
import dev.hydroscope.trace.Request;
import dev.hydroscope.trace.Varied;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The requests that columns tell a query holds for are those for which it holds of the row, whatever was written and when. */
class MatchingTest {
    private static final int REQUESTS = 9000;
    private static final long FOREVER = Long.MAX_VALUE / 2;
    private static final String[] LEAVES = {
        "req.cookie = c1", "req.cookie ~ C", "not req.cookie = c2", "req.cookie != c3", "req.cookie =~ \"[0-3]\"", "req.cookie",
        "header.x-rare", "header.x-rare ~ r", "res.x-rare = r3", "req.x-common = same", "req.X-COMMON ^= sa", "res.x-raw",
        "res.x-raw = \"\"", "res.x-raw ~ a", "req.authorization = Basic", "req.x-cut ^= begin", "req.x-cut > a",
        "req.x-many-7", "req.x-many-7 = m1", "req.x-many-9 ~ m", "req.\"odd name\" = \"it is\"", "req.x-n < 50", "req.x-n = v7",
        "req.x-" + "long".repeat(80) + " ~ out", "req.x-" + "long".repeat(80), "res.x-late = yes", "header.x-late",
        "path.1 = /a", "path.2 ^= /b/1", "path.3 ~ deep", "path = /a/3", "path ~ q", "method = get", "method ~ po", "method",
        "authority = www.example.com", "authority ~ STATIC", "scheme != https", "status", "status >= 500", "status != 404",
        "class = 5xx", "class ~ 4", "protocol = HTTP/2", "protocol", "protocol ~ \"/1\"", "duration > 2ms", "duration",
        "thread = 70", "thread", "conn = 7", "conn > 40", "req = 3", "time < 2023-11-14T22:13:20.4Z", "verdict.server > 10%",
        "verdict.unknown", "deep", "spelt", "200", "c5", "192.0.1", "m2", "connection(status = 502)", "connection(req.x-rare = r1)",
        "connection(peer ~ \"192.0.2\" or sni)", "connection(network = 192.0.1.0/24 and class = 4xx)", "connection(alpn = h2)",
        "connection(not peer)", "connection(requests > 150)", "conn.loss > 1%", "connection(res.x-late = no and deep)",
    };

    @TempDir
    private Path folder;

    private static List<Long> truth(Reader reader, List<RequestRow> rows, String query) {
        return new Search(reader).filter(Query.parse(query), rows).stream().map(RequestRow::ordinal).sorted().toList();
    }

    private static List<RequestRow> rows(Reader reader) {
        return new Search(reader).requests(Query.parse(""), Scope.newest(100_000, "")).rows();
    }

    private static List<Long> found(Matching matching, List<RequestRow> rows) {
        return rows.stream().map(RequestRow::ordinal).filter(matching::has).sorted().toList();
    }

    private static Matching all(Matchings matchings, Reader reader, String query) {
        return matchings.of(reader, Query.parse(query), 0, 0, FOREVER, () -> false);
    }

    private static void check(Matchings matchings, Reader reader, List<RequestRow> rows, String query) {
        Matching matching = all(matchings, reader, query);
        assertTrue(matching.complete(), query);
        assertEquals(truth(reader, rows, query), found(matching, rows), query);
        assertEquals(found(matching, rows).size(), matching.matched(), query);
    }

    private static final class Queries {
        private final SplittableRandom random;

        Queries(long seed) {
            random = new SplittableRandom(seed);
        }

        String next(int depth) {
            if (depth == 0) {
                return LEAVES[random.nextInt(LEAVES.length)];
            }
            String left = next(depth - 1);
            return switch (random.nextInt(5)) {
                case 0 -> "not (" + left + ")";
                case 1, 2 -> "(" + left + ") or (" + next(depth - 1) + ")";
                default -> "(" + left + ") and (" + next(depth - 1) + ")";
            };
        }
    }

    @Test
    void columnsFindWhatRowsTell() {
        Varied varied = new Varied(5, REQUESTS);
        Path path = folder.resolve("session.mv.db");
        Queries queries = new Queries(6);
        Matchings matchings = new Matchings();
        try (SessionFile file = SessionFile.create(path)) {
            Writer writer = file.writer();
            writer.write(Made.of(varied.connections(), varied.requests()));
            for (int round = 0; round < 12; round++) {
                List<Request> late = varied.grown(round == 4 ? 2100 : 40);
                writer.write(new Changes(List.of(), late, List.of(), late.size()));
                if (round % 4 == 3) {
                    List<RequestRow> rows = rows(file.reader());
                    for (int i = 0; i < 40; i++) {
                        check(matchings, file.reader(), rows, queries.next(i % 4));
                    }
                }
            }
            writer.seal();
        }
        try (SessionFile file = SessionFile.open(path)) {
            List<RequestRow> rows = rows(file.reader());
            for (String leaf : LEAVES) {
                check(matchings, file.reader(), rows, leaf);
            }
            for (int i = 0; i < 150; i++) {
                check(matchings, file.reader(), rows, queries.next(1 + i % 3));
            }
        }
    }

    @Test
    void itGoesOnWhereItStoppedAndLooksAgainAtWhatWasWritten() {
        Varied varied = new Varied(7, REQUESTS);
        String[] asked = {"status = 404", "connection(status = 502)", "res.x-late = yes", "deep", "not header.x-late"};
        Matchings matchings = new Matchings();
        try (SessionFile file = SessionFile.create(folder.resolve("growing.mv.db"))) {
            Writer writer = file.writer();
            writer.write(Made.of(varied.connections(), List.of()));
            for (int from = 0; from < REQUESTS; from += 1500) {
                writer.write(Made.of(List.of(), varied.requests().subList(from, from + 1500)));
                List<Request> late = new ArrayList<>();
                varied.grown(60).stream().filter(request -> request.ordinal() < 1500).forEach(late::add);
                writer.write(new Changes(List.of(), late, List.of(), late.size()));
                List<RequestRow> rows = rows(file.reader());
                for (String query : asked) {
                    check(matchings, file.reader(), rows, query);
                }
            }
            writer.seal();
            int times = 1;
            Matching part = matchings.of(file.reader(), Query.parse("path ~ 1"), 0, 0, 0, () -> false);
            for (; !part.complete(); times++) {
                assertTrue(part.scanned() < part.total());
                part = matchings.of(file.reader(), Query.parse("path ~ 1"), 0, 0, 0, () -> false);
            }
            assertTrue(times > 2, times + " times");
            assertSame(part, matchings.of(file.reader(), Query.parse("path ~ 1"), 0, 0, 0, () -> false), "is kept");
            check(matchings, file.reader(), rows(file.reader()), "path ~ 1");
        }
    }

    @Test
    void timesBoundWhatIsFoundAndManyMayAskAtOnce() throws Exception {
        Varied varied = new Varied(8, REQUESTS);
        Matchings matchings = new Matchings();
        ExecutorService threads = Executors.newFixedThreadPool(12);
        try (SessionFile file = SessionFile.create(folder.resolve("times.mv.db"))) {
            Writer writer = file.writer();
            writer.write(Made.of(varied.connections(), varied.requests()));
            long from = Varied.AT + 200_000_000;
            long to = Varied.AT + 900_000_000;
            long expected = rows(file.reader()).stream().filter(row -> row.atNanos() >= from && row.atNanos() <= to
                    && row.status() == 404).count();
            assertFalse(expected == 0);
            List<Callable<Long>> tasks = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                Query query = Query.parse(i % 2 == 0 ? "status = 404" : "status=404");
                tasks.add(() -> matchings.of(file.reader(), query, from, to, FOREVER, () -> false).matched());
            }
            for (Future<Long> task : threads.invokeAll(tasks)) {
                assertEquals(expected, task.get());
            }
            writer.seal();
        } finally {
            threads.shutdown();
        }
    }
}
