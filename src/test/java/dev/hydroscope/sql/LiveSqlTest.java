package dev.hydroscope.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.session.SessionSettings;
import dev.hydroscope.session.Sessions;
import dev.hydroscope.session.Synthetic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQL over a session that is still being written, by a process that does not write it. */
class LiveSqlTest {
    @TempDir
    private Path folder;
    private final SqlService service = new SqlService();
    private final Synthetic source = new Synthetic();
    private Sessions sessions;
    private String id;
    private long conn;

    @BeforeEach
    void begin() {
        sessions = Sessions.open(folder);
        id = Synthetic.begin(sessions, SessionSettings.of(0, "all", "live"), source).id();
    }

    @AfterEach
    void end() {
        service.close();
        sessions.close();
    }

    /** What is answered, and until when it is complete. */
    private record Seen(long requests, long throughNanos) {
    }

    private Seen ask() {
        Place place = new Place(new SessionHead(id, "live", "running", "probes", 1, 0, ""),
                folder.resolve("sessions").resolve(id + ".mv.db"), true);
        long[] count = new long[1];
        Ending ending = service.ask(new Question("SELECT COUNT(*), COUNT(DISTINCT conn) FROM request", Map.of(), List.of(place),
                SqlLimits.MOST), new Sink() {
                    @Override
                    public void columns(List<Heading> columns) {
                        assertEquals(2, columns.size());
                    }

                    @Override
                    public void row(List<Object> values) {
                        assertEquals(values.get(0), values.get(1), "every request was on a connection of its own");
                        count[0] = (Long) values.get(0);
                    }
                });
        return new Seen(count[0], ending.throughNanos());
    }

    private void fire(int requests) {
        for (int i = 0; i < requests; i++) {
            source.request(++conn, "/" + conn, "curl", 200);
        }
    }

    /** It trails by a second or so. */
    private Seen askUntil(long requests) {
        Seen seen = ask();
        while (seen.requests < requests) {
            Seen next = ask();
            assertTrue(next.requests >= seen.requests && next.throughNanos >= seen.throughNanos, next + " after " + seen);
            seen = next;
        }
        return seen;
    }

    @Test
    void itIsSeenAsItGoesOn() {
        fire(500);
        Seen first = askUntil(500);
        fire(500);
        Seen second = askUntil(1000);
        assertEquals(1000, second.requests);
        assertTrue(second.throughNanos > first.throughNanos && first.throughNanos > 0, first + ", " + second);
    }

    @Test
    void thatItEndsMeanwhileNeverGivesAWrongAnswer() throws Exception {
        fire(3000);
        askUntil(1);
        List<Seen> answers = new ArrayList<>();
        Thread asking = new Thread(() -> {
            do {
                try {
                    answers.add(ask());
                } catch (SqlException e) {
                    assertEquals(SqlException.Kind.FAILED, e.kind(), e.getMessage());
                }
            } while (answers.isEmpty() || answers.get(answers.size() - 1).throughNanos != 0);
        });
        asking.start();
        assertTrue(sessions.stop(id).endedAt().isPresent());
        asking.join();
        assertEquals(new Seen(3000, 0), answers.get(answers.size() - 1));
        assertTrue(answers.stream().allMatch(seen -> seen.requests <= 3000 && seen.requests > 0), answers.toString());
    }

    @Test
    void aSessionThatIsForgottenIsOpenNowhere() throws Exception {
        fire(10);
        sessions.stop(id);
        assertEquals(10, ask().requests);
        assertTrue(service.processes().stream().anyMatch(this::holds));
        service.forget(id);
        assertTrue(service.processes().stream().noneMatch(this::holds));
        assertEquals(10, ask().requests);
    }

    private boolean holds(long pid) {
        try (Stream<Path> open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return open.anyMatch(each -> each.toAbsolutePath().toFile().exists() && target(each).contains(id));
        } catch (java.io.IOException gone) {
            return false;
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (java.io.IOException gone) {
            return "";
        }
    }
}
