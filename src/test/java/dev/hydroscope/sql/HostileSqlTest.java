package dev.hydroscope.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.sql.HostileStatements.Hostile;
import dev.hydroscope.sql.SqlException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** SQL harms nobody: everything hostile that we know of runs while a server is traced, and nothing comes of it. */
class HostileSqlTest {
    private static final String SECRET = "the-words-of-the-secret-file";
    private static final Set<String> BOMBS = Set.of("stopped", "bomb");
    private static final SqlLimits SHORT = new SqlLimits(100, 1 << 20, 400);
    /** None of the others takes long; a machine with more to do than this is slower, not wrong. */
    private static final SqlLimits LONG = new SqlLimits(100, 1 << 20, 120_000);

    @TempDir
    private Path folder;
    private final SqlService service = new SqlService();
    private final List<String> wrong = new ArrayList<>();

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void nothingComesOfThemWhileAServerIsTraced() throws Exception {
        Path secret = Files.createDirectories(folder.resolve("secret")).resolve("file.csv");
        Files.writeString(secret, SECRET + "," + SECRET + "\n1,2\n");
        try (Beside capture = Beside.begin(folder.resolve("data"))) {
            List<Hostile> hostile = HostileStatements.read(Map.of("FILE", secret, "NEW", folder.resolve("secret/new"),
                    "DATA", capture.file()));
            assertTrue(hostile.size() >= 300, hostile.size() + " statements");
            Map<String, Long> before = files();
            try (ChildWatch watch = new ChildWatch(SqlService.CHILDREN)) {
                run(hostile, capture.place());
                assertEquals("", String.join("\n", wrong));
                watch.assertSane(secret, folder.resolve("data/sessions"));
            }
            assertEquals(before, files());
            service.close();
            assertEquals(List.of(), ChildWatch.children(), "processes that are left");
            capture.assertAccountCloses();
        }
    }

    /** Two at a time, as many as run at once. */
    private void run(List<Hostile> hostile, Place place) throws Exception {
        Queue<Hostile> left = new ConcurrentLinkedQueue<>(hostile);
        ExecutorService askers = Executors.newFixedThreadPool(SqlService.CHILDREN);
        List<Future<?>> done = new ArrayList<>();
        for (int i = 0; i < SqlService.CHILDREN; i++) {
            done.add(askers.submit(() -> {
                for (Hostile next = left.poll(); next != null; next = left.poll()) {
                    run(next, place);
                }
            }));
        }
        for (Future<?> each : done) {
            each.get();
        }
        askers.shutdown();
    }

    private void run(Hostile hostile, Place place) {
        Said said = new Said();
        String ended = "ends";
        try {
            service.ask(new Question(hostile.sql(), Map.of("p", "x'; SHUTDOWN; SELECT FILE_READ('/etc/passwd') --"), List.of(place),
                    BOMBS.contains(hostile.ends()) ? SHORT : LONG), said);
        } catch (SqlException e) {
            said.texts.add(e.getMessage() + e.hint());
            ended = e.kind() == Kind.REFUSED ? "refused" : e.kind() == Kind.STOPPED ? "stopped" : "fails";
        }
        boolean asItMust = ended.equals(hostile.ends()) || hostile.ends().equals("ends") || hostile.ends().equals("bomb")
                || hostile.ends().equals("fails") && !ended.equals("ends");
        note(asItMust, hostile, ended + " " + said.texts);
        note(!said.tells(SECRET) && !said.tells("root:"), hostile, "told a file's content");
        String next = next(place);
        note(next.equals("[[42, 1]]"), hostile, "the next statement said " + next);
    }

    /** What a harmless statement says after it. */
    private String next(Place place) {
        Said said = new Said();
        try {
            service.ask(new Question("SELECT 40 + 2, COUNT(*) FROM session", Map.of(), List.of(place), LONG), said);
            return said.rows.toString();
        } catch (SqlException e) {
            return e.getMessage();
        }
    }

    private synchronized void note(boolean right, Hostile hostile, String what) {
        if (!right) {
            wrong.add(hostile + " → " + (what.length() > 300 ? what.substring(0, 300) : what));
        }
    }

    /** All there are in the folder, and how long those are that nobody writes. */
    private Map<String, Long> files() throws IOException {
        Map<String, Long> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.toList()) {
                files.put(each.toString(), each.startsWith(folder.resolve("data")) ? 0 : Files.size(each));
            }
        }
        assertFalse(Files.exists(Path.of("/tmp/hydroscope-hostile")));
        return files;
    }

    private static final class Said implements Sink {
        private final List<String> texts = new ArrayList<>();
        private final List<List<Object>> rows = new ArrayList<>();

        @Override
        public void columns(List<Heading> columns) {
            columns.forEach(column -> texts.add(column.name()));
        }

        @Override
        public void row(List<Object> values) {
            rows.add(values);
            texts.add(values.toString());
        }

        boolean tells(String what) {
            return texts.stream().anyMatch(text -> text.contains(what));
        }
    }
}
