package dev.hydroscope.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.probe.Probe;
import dev.hydroscope.store.Loss;
import dev.hydroscope.trace.Event;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Between the reader and the writer: bounded, and exact about what found no room. */
class QueueTest {
    private static final Probe PROBE = Probe.unknown("h2o", "test", 0);

    private final Losses losses = new Losses();

    private static List<Event> batch(int from, int count) {
        return IntStream.range(from, from + count).mapToObj(at -> new Event(PROBE, at, 1, 1, at, new long[0], new byte[0]))
                .toList();
    }

    @Test
    void whatFindsNoRoomIsCountedWithItsInterval() {
        Queue queue = new Queue(100, false, losses);
        queue.offer(batch(0, 60));
        queue.offer(batch(60, 50));
        queue.offer(batch(110, 30));
        queue.offer(batch(140, 20));
        assertEquals(70, losses.total("queue"));
        assertEquals(List.of(new Loss("queue", 60, 159, 70)), losses.take());
        assertEquals(List.of(), losses.take());
        assertEquals(60, queue.poll(0).size());
        assertEquals(30, queue.poll(0).size());
        assertTrue(queue.isEmpty());
    }

    @Test
    void aBatchAboveTheBoundPassesAlone() {
        Queue queue = new Queue(10, false, losses);
        queue.offer(batch(0, 50));
        queue.offer(batch(50, 1));
        assertEquals(1, losses.total("queue"));
        assertEquals(50, queue.poll(0).size());
    }

    @Test
    void afterItsEndAllIsLostAndCounted() {
        Queue queue = new Queue(100, false, losses);
        queue.offer(batch(0, 10));
        queue.close();
        queue.offer(batch(10, 5));
        assertEquals(15, losses.total("queue"));
        assertTrue(queue.poll(0).isEmpty());
    }

    @Test
    void aFileWaitsForRoomAndLosesNothing() throws InterruptedException {
        Queue queue = new Queue(10, true, losses);
        Thread reader = new Thread(() -> IntStream.range(0, 100).forEach(i -> queue.offer(batch(i, 7))));
        reader.start();
        int taken = 0;
        while (taken < 700) {
            taken += queue.poll(1_000_000_000).size();
        }
        reader.join();
        assertEquals(700, taken);
        assertEquals(0, losses.total("queue"));
    }

    @Test
    void aWatcherThatIsSlowMissesTheOldestAndKnowsHowMany() {
        Tail tail = new Tail();
        try (Watcher watcher = tail.watch()) {
            for (long i = 0; i < Watcher.MOST_REQUESTS + 500; i++) {
                tail.changed(List.of(i));
            }
            tail.changed(List.of(Watcher.MOST_REQUESTS + 499L));
            Watcher.News news = watcher.take();
            assertEquals(500, news.skipped());
            assertEquals(Watcher.MOST_REQUESTS, news.requests().size());
            assertEquals(500L, news.requests().get(0));
            assertEquals(new Watcher.News(List.of(), 0, List.of()), watcher.take());
        }
    }
}
