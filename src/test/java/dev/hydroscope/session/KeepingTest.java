package dev.hydroscope.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.session.KeepingPlan.Reason;
import dev.hydroscope.session.KeepingPlan.Why;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real sessions in real files, and a clock that a test sets: what goes for a limit, and that it was told before. */
class KeepingTest {
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path folder;
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final AtomicReference<Duration> passed = new AtomicReference<>(Duration.ZERO);
    private final Clocks clocks = new Clocks(() -> Instant.now().plus(ahead.get()),
            () -> System.nanoTime() + passed.get().toNanos());

    private Sessions open(String days, String bytes) {
        Sessions sessions = Sessions.open(folder, new KeepingOptions(days, bytes, "none"), clocks);
        sessions.keeping().begin();
        return sessions;
    }

    /** The time of day goes on, and so does the other clock. */
    private void pass(Duration time) {
        passed.updateAndGet(before -> before.plus(time));
        ahead.updateAndGet(before -> before.plus(time));
    }

    private static String sealed(Sessions sessions, String name) throws Exception {
        Synthetic source = new Synthetic();
        String id = Synthetic.begin(sessions, SessionSettings.of(4242, "http", name), source).id();
        source.request(1, "/" + name, "curl/8", 200);
        SessionLifeTest.await(sessions, id, info -> info.counts().requests() == 1);
        sessions.stop(id);
        return id;
    }

    private static void say(Sessions sessions, String id, String json) {
        sessions.tell(id, SessionWords.read(Json.read(json.getBytes(StandardCharsets.UTF_8))));
    }

    private static Links.Made link(Sessions sessions, String id, String expires) {
        return sessions.links().create(LinkSettings.read(Json.read(("{\"session\":\"" + id + "\",\"view\":\"/sessions/" + id
                + "\",\"expires\":\"" + expires + "\"}").getBytes(StandardCharsets.UTF_8))));
    }

    private static List<String> planned(Sessions sessions) {
        return sessions.keeping().state().plan().leaving().stream().map(KeepingPlan.Leaving::session).toList();
    }

    private static void awaitGone(Sessions sessions, String id) throws InterruptedException {
        for (int i = 0; i < 1500
                && sessions.keeping().state().deleted().stream().noneMatch(gone -> gone.session().equals(id)); i++) {
            Thread.sleep(20);
        }
        assertFalse(sessions.known().contains(id), "it is still there");
    }

    /** As often as it would look in some seconds. */
    private static void look(Sessions sessions) {
        for (int i = 0; i < 10; i++) {
            sessions.keeping().look();
        }
    }

    @Test
    void whatIsTooOldGoesWhereItWasTold() throws Exception {
        try (Sessions sessions = open("30", "")) {
            String old = sealed(sessions, "old");
            assertEquals(List.of(), planned(sessions));
            pass(DAY.multipliedBy(25));
            assertEquals(List.of(old), planned(sessions));
            look(sessions);
            assertTrue(sessions.known().contains(old), "it went days before it was due");
            pass(DAY.multipliedBy(5));
            awaitGone(sessions, old);
            KeepingState.Deleted gone = sessions.keeping().state().deleted().get(0);
            assertEquals("old", gone.name());
            assertEquals(Reason.AGE, gone.reason());
            assertFalse(Files.exists(folder.resolve("sessions/" + old + ".mv.db")));
        }
        try (Sessions sessions = open("", "")) {
            assertEquals("", sessions.keeping().state().deleted().get(0).name(), "its name is kept on the disk");
        }
    }

    @Test
    void tooManyBytesGoOldestFirstAndNotBeforeTheyWereToldForAWhile() throws Exception {
        try (Sessions sessions = open("", "")) {
            String oldest = sealed(sessions, "oldest");
            String middle = sealed(sessions, "middle");
            String latest = sealed(sessions, "latest");
            fatten(oldest, 2 << 20);
            fatten(latest, 2 << 20);
            sessions.keeping().change(Json.read("{\"bytes\":\"3 MiB\"}".getBytes(StandardCharsets.UTF_8)));
            assertEquals(List.of(oldest), planned(sessions));
            pass(Notices.NOTICE.minusMinutes(1));
            look(sessions);
            assertTrue(sessions.known().contains(oldest), "it went before it was told for long enough");
            pass(Duration.ofMinutes(1));
            awaitGone(sessions, oldest);
            look(sessions);
            assertTrue(sessions.known().containsAll(List.of(middle, latest)), "more went than had to");
            assertEquals(List.of(), planned(sessions));
        }
    }

    /** A sealed file with more bytes behind its end takes them of the disk. */
    private void fatten(String id, int bytes) throws IOException {
        Files.write(folder.resolve("sessions/" + id + ".mv.db.upgrade.mv.db"), new byte[bytes]);
    }

    @Test
    void whatIsPinnedOrSharedStaysAndIsNamed() throws Exception {
        try (Sessions sessions = open("3", "")) {
            String pinned = sealed(sessions, "pinned");
            String linked = sealed(sessions, "linked");
            String revoked = sealed(sessions, "revoked");
            say(sessions, pinned, "{\"pinned\":true}");
            link(sessions, linked, "90d");
            sessions.links().revoke(link(sessions, revoked, "90d").link().key());
            pass(DAY.multipliedBy(4));
            assertEquals(List.of(revoked), planned(sessions));
            List<KeepingPlan.Exempt> exempt = sessions.keeping().state().plan().exempt();
            assertEquals(List.of(Why.PINNED, Why.LINKED), exempt.stream().map(KeepingPlan.Exempt::why).toList());
            assertTrue(exempt.stream().allMatch(each -> each.bytes() > 0), exempt.toString());
            pass(Notices.NOTICE);
            awaitGone(sessions, revoked);
            look(sessions);
            assertTrue(sessions.known().containsAll(List.of(pinned, linked)));
            sessions.links().list().forEach(link -> sessions.links().revoke(link.key()));
            assertEquals(List.of(linked), planned(sessions), "nothing told of it once its link was revoked");
            say(sessions, linked, "{\"pinned\":true}");
            pass(DAY);
            look(sessions);
            assertTrue(sessions.known().contains(linked), "pinned when told, and gone");
        }
    }

    @Test
    void aClockThatLeapsGivesADayMore() throws Exception {
        try (Sessions sessions = open("30", "")) {
            String id = sealed(sessions, "new");
            assertEquals(List.of(), planned(sessions));
            ahead.set(DAY.multipliedBy(3650));
            assertEquals(List.of(id), planned(sessions));
            pass(Notices.NOTICE.multipliedBy(2));
            look(sessions);
            assertTrue(sessions.known().contains(id), "a clock that was wrong for a while cost a session");
            ahead.set(passed.get());
            assertEquals(List.of(), planned(sessions), "the clock is right again");
            ahead.set(DAY.multipliedBy(-3650));
            look(sessions);
            assertTrue(sessions.known().contains(id));
        }
    }

    @Test
    void ageCountsFromWhenItWasStoredHere() throws Exception {
        String id;
        try (Sessions sessions = open("", "")) {
            id = sealed(sessions, "from elsewhere");
        }
        Path file = folder.resolve("sessions/" + id + ".mv.db");
        for (String time : List.of("1999-01-01T00:00:00Z", "2199-01-01T00:00:00Z")) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.parse(time)));
            try (Sessions sessions = open("30", "")) {
                assertEquals(List.of(), planned(sessions), time);
                pass(DAY.multipliedBy(31));
                assertEquals(List.of(id), planned(sessions), time);
                pass(DAY.multipliedBy(-31));
            }
        }
    }

    @Test
    void whatRunsStaysHoweverLongItRuns() throws Exception {
        try (Sessions sessions = open("1", "")) {
            String id = Synthetic.begin(sessions, SessionSettings.of(4242, "http", "").lasting(SessionSettings.LONGEST),
                    new Synthetic()).id();
            pass(DAY.multipliedBy(20));
            assertEquals(List.of(), planned(sessions));
            assertEquals(Why.RUNNING, sessions.keeping().state().plan().exempt().get(0).why());
            look(sessions);
            assertTrue(sessions.known().contains(id));
        }
    }
}
