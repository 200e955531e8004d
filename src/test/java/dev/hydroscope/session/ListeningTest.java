package dev.hydroscope.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.store.Loss;
import dev.hydroscope.trace.ArgumentValues;
import dev.hydroscope.trace.Event;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who listens hears what was asked for, and whoever is slow is told what he missed. */
class ListeningTest {
    private static final SessionSettings ALL = SessionSettings.of(4242, "http", "heard");

    @TempDir
    Path data;
    private final List<Event> heard = Collections.synchronizedList(new ArrayList<>());

    private final class Hears implements Listening.Listener {
        @Override
        public void event(Event event, long connId) {
            heard.add(event);
        }

        @Override
        public void rest() {
            // nothing is buffered
        }
    }

    private static LineWish wish(String filter, String... headers) {
        return new LineWish(List.of("*"), List.of(headers), false, LineWish.filter(filter));
    }

    private List<String> listen(LineWish wish) {
        Synthetic source = new Synthetic();
        Listening listening = Listening.of(source, ALL, wish, true);
        listening.start(new Hears());
        source.request(1, "/a", "curl/8", 200, Map.of("cookie", "id=secret"));
        source.request(2, "/b", "curl/8", 503);
        source.request(3, "/c", "firefox", 503);
        listening.close();
        assertEquals(25, listening.events());
        assertEquals(25, heard.size() + listening.leftOut());
        assertEquals(List.of(), listening.losses());
        return heard.stream().map(event -> event.number(0) + " " + event.probe().name()).toList();
    }

    @Test
    void everyEventInItsOrderMasked() {
        assertEquals("1 h1_accept", listen(wish("")).get(0));
        assertTrue(heard.stream().map(ArgumentValues::of).noneMatch(values -> values.toString().contains("secret")));
    }

    @Test
    void ofRequestsThatAreAskedForWhatIsTheirs() {
        assertEquals(List.of("2 receive_request", "2 receive_request_header", "2 receive_request_header",
                "2 receive_request_header", "2 send_response", "2 send_response_header"),
                listen(wish("status >= 500 and req.user-agent ~ \"curl\"")));
    }

    @Test
    void whoeverIsSlowLosesWhatTheQueueCannotHoldAndTheSourceNeverWaits() throws Exception {
        Synthetic source = new Synthetic();
        CountDownLatch go = new CountDownLatch(1);
        long fired = 0;
        Listening listening = Listening.of(source, ALL, wish(""), true);
        listening.start(new Listening.Listener() {
            @Override
            public void event(Event event, long connId) {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                heard.add(event);
            }

            @Override
            public void rest() {
                // nothing is buffered
            }
        });
        long before = Nanos.now();
        for (; fired < Pipeline.MOST_QUEUED_EVENTS + 4_000; fired += Synthetic.EVENTS_A_REQUEST) {
            source.request(fired, "/", "curl", 200);
        }
        long after = Nanos.now();
        go.countDown();
        listening.close();
        List<Loss> losses = listening.losses();
        assertEquals(List.of("queue"), losses.stream().map(Loss::hop).distinct().toList());
        assertEquals(fired, heard.size() + losses.stream().mapToLong(Loss::count).sum());
        assertTrue(losses.get(0).fromNanos() >= before && losses.get(0).toNanos() <= after, losses.toString());
        assertFalse(listening.stuck());
    }

    @Test
    void theSameIsStoredWhereThatIsWanted() throws Exception {
        Synthetic source = new Synthetic();
        Opening opening = new Opening("heard", Synthetic.origin(ALL), () -> source);
        List<Event> other = new ArrayList<>();
        SessionInfo info;
        try (Saved saved = Saved.begin(data, opening, other::addAll)) {
            source.request(1, "/a", "curl/8", 200);
            assertEquals("", saved.over());
            saved.stop();
            info = saved.info();
        }
        assertEquals(8, other.size());
        try (Sessions sessions = Sessions.open(data)) {
            SessionInfo stored = sessions.get(info.id());
            assertEquals(SessionInfo.State.SEALED, stored.state());
            assertEquals(8, stored.counts().events());
            assertEquals(0, stored.counts().open());
        }
    }

    @Test
    void aQueryThatOnlyASessionCanAnswerIsRefusedAtOnce() {
        Problem problem = assertThrows(Problem.class, () -> LineWish.filter("conn.rtt > 1ms"));
        assertTrue(problem.hint().contains("session"), problem.hint());
    }
}
